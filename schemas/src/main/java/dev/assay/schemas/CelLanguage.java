package dev.assay.schemas;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelErrorCode;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelRuntimeException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * CEL as rules are written in it: the standard language without doubles, with the types {@code
 * decimal} (exact, compared and added to integers too) and {@code date}.
 *
 * <p>CEL's own {@code ==} and {@code in} compare objects, and every {@link Number} as a double:
 * hence {@link Exact}.
 */
final class CelLanguage {
  static final CelType DECIMAL = OpaqueType.create("decimal");
  static final CelType DATE = OpaqueType.create("date");

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .evaluateCanonicalTypesToNativeValues(true)
          .maxExpressionCodePointSize(10_000)
          .maxParseRecursionDepth(50)
          .comprehensionMaxIterations(10_000)
          .build();

  /** As many digits as a number of a record may have, and no exponent to blow them up. */
  private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,100}(\\.\\d{1,100})?");

  private static final Map<String, CelFunctionDecl> DECLARATIONS = new LinkedHashMap<>();
  private static final List<CelFunctionBinding> BINDINGS = new ArrayList<>();

  static {
    declareOrder("_<_", "less", order -> order < 0);
    declareOrder("_<=_", "less_equals", order -> order <= 0);
    declareOrder("_>_", "greater", order -> order > 0);
    declareOrder("_>=_", "greater_equals", order -> order >= 0);
    declareEquality("_==_", "equals", order -> order == 0);
    declareEquality("_!=_", "not_equals", order -> order != 0);
    declareArithmetic("_+_", "add", BigDecimal::add);
    declareArithmetic("_-_", "subtract", BigDecimal::subtract);
    declareArithmetic("_*_", "multiply", BigDecimal::multiply);
    unary("-_", "negate_decimal", DECIMAL, DECIMAL, Exact.class, Exact::negate);
    unary(
        "decimal",
        "string_to_decimal",
        SimpleType.STRING,
        DECIMAL,
        String.class,
        CelLanguage::number);
    unary("decimal", "int_to_decimal", SimpleType.INT, DECIMAL, Long.class, Exact::of);
    unary("date", "string_to_date", SimpleType.STRING, DATE, String.class, CelLanguage::day);
  }

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addFunctionBindings(BINDINGS)
          .build();

  private CelLanguage() {}

  /** A compiler that knows the language, and no variable yet. */
  static CelCompilerBuilder compiler() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(
            CelStandardDeclarations.newBuilder()
                .excludeFunctions(
                    StandardFunction.DOUBLE,
                    StandardFunction.UINT,
                    StandardFunction.BYTES,
                    StandardFunction.DYN,
                    StandardFunction.TYPE)
                .build())
        .addFunctionDeclarations(DECLARATIONS.values());
  }

  static CelRuntime runtime() {
    return RUNTIME;
  }

  static CelType typeOf(Type type) {
    return switch (type.kind()) {
      case STRING -> SimpleType.STRING;
      case INTEGER -> SimpleType.INT;
      case DECIMAL -> DECIMAL;
      case BOOLEAN -> SimpleType.BOOL;
      case DATE -> DATE;
      case TIMESTAMP -> SimpleType.TIMESTAMP;
      case LIST -> throw new IllegalArgumentException("a rule over columns reads no list");
    };
  }

  /** The value as the language keeps it. */
  static Object valueOf(Object value) {
    return value instanceof BigDecimal decimal ? new Exact(decimal) : value;
  }

  private static void declareOrder(String operator, String name, IntPredicate holds) {
    compare(operator, name + "_decimal", DECIMAL, DECIMAL, Exact.class, holds);
    compare(operator, name + "_date", DATE, DATE, LocalDate.class, holds);
    declareMixed(operator, name, holds);
  }

  /** Values of one type are compared by the standard {@code ==}; only the mixed pairs lack. */
  private static void declareEquality(String operator, String name, IntPredicate holds) {
    declareMixed(operator, name, holds);
  }

  private static void declareMixed(String operator, String name, IntPredicate holds) {
    String left = name + "_decimal_int";
    declare(operator, left, SimpleType.BOOL, DECIMAL, SimpleType.INT);
    BINDINGS.add(
        CelFunctionBinding.from(
            left, Exact.class, Long.class, (a, b) -> holds.test(a.compareTo(Exact.of(b)))));
    String right = name + "_int_decimal";
    declare(operator, right, SimpleType.BOOL, SimpleType.INT, DECIMAL);
    BINDINGS.add(
        CelFunctionBinding.from(
            right, Long.class, Exact.class, (a, b) -> holds.test(Exact.of(a).compareTo(b))));
  }

  private static <T extends Comparable<? super T>> void compare(
      String operator, String id, CelType left, CelType right, Class<T> type, IntPredicate holds) {
    declare(operator, id, SimpleType.BOOL, left, right);
    BINDINGS.add(CelFunctionBinding.from(id, type, type, (a, b) -> holds.test(a.compareTo(b))));
  }

  private static void declareArithmetic(
      String operator, String name, BinaryOperator<BigDecimal> sum) {
    String both = name + "_decimal";
    declare(operator, both, DECIMAL, DECIMAL, DECIMAL);
    BINDINGS.add(CelFunctionBinding.from(both, Exact.class, Exact.class, (a, b) -> a.with(sum, b)));
    String left = name + "_decimal_int";
    declare(operator, left, DECIMAL, DECIMAL, SimpleType.INT);
    BINDINGS.add(
        CelFunctionBinding.from(left, Exact.class, Long.class, (a, b) -> a.with(sum, Exact.of(b))));
    String right = name + "_int_decimal";
    declare(operator, right, DECIMAL, SimpleType.INT, DECIMAL);
    BINDINGS.add(
        CelFunctionBinding.from(
            right, Long.class, Exact.class, (a, b) -> Exact.of(a).with(sum, b)));
  }

  private static <T> void unary(
      String function,
      String id,
      CelType from,
      CelType to,
      Class<T> type,
      Function<T, Object> body) {
    declare(function, id, to, from);
    BINDINGS.add(CelFunctionBinding.from(id, type, body::apply));
  }

  private static void declare(String function, String id, CelType result, CelType... arguments) {
    CelOverloadDecl overload = CelOverloadDecl.newGlobalOverload(id, result, arguments);
    DECLARATIONS.merge(
        function,
        CelFunctionDecl.newFunctionDeclaration(function, overload),
        (known, added) -> known.toBuilder().addOverloads(overload).build());
  }

  private static Exact number(String text) {
    if (!PLAIN_NUMBER.matcher(text).matches()) {
      throw unreadable(new NumberFormatException("not a plain number"));
    }
    return new Exact(new BigDecimal(text));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw unreadable(e);
    }
  }

  private static CelRuntimeException unreadable(RuntimeException cause) {
    return new CelRuntimeException(cause, CelErrorCode.BAD_FORMAT);
  }

  /** A decimal without trailing zeros: equal numbers are equal objects. */
  private record Exact(BigDecimal value) implements Comparable<Exact> {
    Exact {
      value = value.stripTrailingZeros();
    }

    static Exact of(Long whole) {
      return new Exact(BigDecimal.valueOf(whole));
    }

    Exact with(BinaryOperator<BigDecimal> operator, Exact other) {
      return new Exact(operator.apply(value, other.value));
    }

    Exact negate() {
      return new Exact(value.negate());
    }

    @Override
    public int compareTo(Exact other) {
      return value.compareTo(other.value);
    }
  }
}
