package dev.assay.transforms.read;

/** The fields of one record, as ranges of bytes. */
public interface Fields {

  /** How many there are. */
  int size();

  /** Holds their contents, unescaped. */
  byte[] bytes();

  /** Where the content of a field starts. */
  int start(int field);

  /** Where the content of a field ends, exclusive. */
  int end(int field);

  /** Whether a field is text by its notation: it may be empty, yet is never one of the nulls. */
  boolean isQuoted(int field);

  /** Whether a field is null by its notation, which CSV has none for. */
  boolean isNull(int field);
}
