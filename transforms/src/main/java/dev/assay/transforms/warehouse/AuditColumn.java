package dev.assay.transforms.warehouse;

/**
 * A column of an audit table. A vocabulary of its own, since audit tables hold lists.
 *
 * @param name in snake_case
 * @param kind the type of its values
 * @param description one sentence for whoever meets it in the warehouse
 */
public record AuditColumn(String name, Kind kind, String description) {

  /** What the values are. */
  public enum Kind {
    TEXT,
    INTEGER,
    /** An exact decimal with 9 digits after the point. */
    DECIMAL,
    BOOLEAN,
    DATE,
    TIMESTAMP,
    /** A list of texts. */
    TEXTS,
    /** A list of (rule, field, message, value), all text; field and value may be null. */
    VIOLATIONS
  }

  static AuditColumn text(String name, String description) {
    return new AuditColumn(name, Kind.TEXT, description);
  }

  static AuditColumn integer(String name, String description) {
    return new AuditColumn(name, Kind.INTEGER, description);
  }

  static AuditColumn decimal(String name, String description) {
    return new AuditColumn(name, Kind.DECIMAL, description);
  }

  static AuditColumn bool(String name, String description) {
    return new AuditColumn(name, Kind.BOOLEAN, description);
  }

  static AuditColumn timestamp(String name, String description) {
    return new AuditColumn(name, Kind.TIMESTAMP, description);
  }
}
