package dev.assay.transforms.validate;

import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.Format;
import dev.assay.transforms.read.ListElements;
import dev.assay.transforms.rows.RowEncoder;
import java.nio.charset.Charset;

/** Reads a list of objects: each element's fields by rules of their own. */
final class ListValidator extends FieldValidator {
  private final Field field;
  private final FieldRule required;
  private final FieldRule type;
  private final FieldValidator[] members;
  private final ListElements elements;
  private final Charset charset;

  ListValidator(Field field, Format format, Charset charset) {
    this.field = field;
    this.charset = charset;
    this.required = rule(field, FieldRule.Kind.REQUIRED);
    this.type = rule(field, FieldRule.Kind.TYPE);
    this.members =
        field.elements().stream()
            .map(member -> FieldValidator.of(member, format, charset))
            .toArray(FieldValidator[]::new);
    this.elements = new ListElements(members.length);
  }

  @Override
  void missing(RowEncoder into, Findings findings) {
    if (field.required()) {
      findings.add(field, required, ValueValidator.MISSING, null);
    }
    into.putNull();
  }

  @Override
  void validate(
      byte[] bytes, int from, int to, boolean isQuoted, RowEncoder into, Findings findings) {
    elements.over(bytes, from, to);
    if (!elements.isList()) {
      findings.add(field, type, "is not a list", other());
      into.putNull();
      return;
    }
    into.beginList();
    for (int number = 1; elements.next(); number++) {
      findings.enter(field, number);
      into.beginElement();
      if (!elements.isObject()) {
        findings.add(field, type, "is not an object", other());
      }
      validateElement(into, findings);
      into.endElement();
    }
    into.endList();
    findings.leave();
  }

  /** An element that is no object is encoded without values; its record is no row. */
  private void validateElement(RowEncoder into, Findings findings) {
    for (int i = 0; i < members.length; i++) {
      if (!elements.isObject()) {
        into.putNull();
      } else if (elements.isNull(i)) {
        members[i].missing(into, findings);
      } else {
        members[i].validate(
            elements.bytes(), elements.start(i), elements.end(i), true, into, findings);
      }
    }
  }

  private String other() {
    return ValueValidator.shown(
        elements.bytes(), elements.otherStart(), elements.otherEnd(), charset);
  }
}
