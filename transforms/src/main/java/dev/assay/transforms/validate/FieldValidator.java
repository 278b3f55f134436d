package dev.assay.transforms.validate;

import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Format;
import dev.assay.schemas.Outcome;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.Charset;
import java.util.Set;

/** Reads one field of record after record: what fits is encoded, what does not is found. */
abstract class FieldValidator {

  static FieldValidator of(Field field, Format format, Charset charset) {
    return field.type().kind() == Type.Kind.LIST
        ? new ListValidator(field, format, charset)
        : new ValueValidator(field, format, charset);
  }

  /** The field's rule of a kind that every field has. */
  static FieldRule rule(Field field, FieldRule.Kind kind) {
    return field.rules().stream()
        .filter(rule -> rule.kind() == kind)
        .findFirst()
        .orElseGet(
            () ->
                new FieldRule(
                    field.name() + "." + kind.suffix(), kind, "", Set.of(), Outcome.QUARANTINE));
  }

  /** Encodes the field that a record lacks. */
  abstract void missing(RowEncoder into, Findings findings);

  /** Encodes the field that stands in {@code bytes}, or null where it breaks a rule. */
  abstract void validate(
      byte[] bytes, int from, int to, boolean isQuoted, RowEncoder into, Findings findings);
}
