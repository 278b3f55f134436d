package dev.assay.pipelines;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the getter of an option as one of ours, and says what Beam's own annotations cannot: the
 * form of its value, and what holds if it is not given.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Takes {
  Kind value();

  /** What holds if the option is not given, for a person; empty if it must be given. */
  String unlessGiven() default "";

  /** A value to show in an example, for a required one. */
  String example() default "";

  /** Heading that help lists it under; empty among the first. */
  String section() default "";

  /** Whether it means nothing to a pipeline that somebody else's machines run. */
  boolean isForHereOnly() default false;
}
