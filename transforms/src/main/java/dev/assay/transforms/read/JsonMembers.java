package dev.assay.transforms.read;

import java.util.Arrays;

/** The values of the fields of one record or element, each at its place, whatever came first. */
final class JsonMembers {
  private final JsonText text = new JsonText();
  private int[] starts = new int[8];
  private int[] ends = new int[8];
  private byte[] kinds = new byte[8];
  private int size;

  /** Starts over with fields that are all null. */
  void clear(int fields) {
    if (fields > starts.length) {
      starts = new int[fields];
      ends = new int[fields];
      kinds = new byte[fields];
    }
    size = fields;
    text.clear();
    Arrays.fill(kinds, 0, fields, RecordReader.NULL);
    Arrays.fill(starts, 0, fields, 0);
    Arrays.fill(ends, 0, fields, 0);
  }

  /** Where values are appended before they are given a place. */
  JsonText text() {
    return text;
  }

  /** Gives a field the text from there to the end. */
  void set(int field, int start, byte kind) {
    starts[field] = start;
    ends[field] = text.length();
    kinds[field] = kind;
  }

  int size() {
    return size;
  }

  int start(int field) {
    return starts[field];
  }

  int end(int field) {
    return ends[field];
  }

  byte kind(int field) {
    return kinds[field];
  }
}
