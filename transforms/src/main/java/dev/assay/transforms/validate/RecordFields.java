package dev.assay.transforms.validate;

import dev.assay.transforms.read.Fields;
import dev.assay.transforms.read.Record;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The texts of a {@link Record} as a reader gives fields: in UTF-8, in the dataset's order. Which
 * of them are null is decided already.
 */
final class RecordFields implements Fields {
  private byte[] bytes = new byte[256];
  private int[] starts = new int[0];
  private int[] ends = new int[0];

  /** Takes the place of the fields before. */
  void set(Record record) {
    List<@Nullable String> texts = record.getFields();
    starts = new int[texts.size()];
    ends = new int[texts.size()];
    int length = 0;
    for (int i = 0; i < texts.size(); i++) {
      starts[i] = length;
      ends[i] = -1;
      if (texts.get(i) != null) {
        byte[] utf8 = texts.get(i).getBytes(StandardCharsets.UTF_8);
        if (length + utf8.length > bytes.length) {
          bytes = Arrays.copyOf(bytes, 2 * (length + utf8.length));
        }
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        ends[i] = length;
      }
    }
  }

  @Override
  public int size() {
    return starts.length;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public int start(int field) {
    return starts[field];
  }

  @Override
  public int end(int field) {
    return ends[field];
  }

  @Override
  public boolean isQuoted(int field) {
    return true;
  }

  @Override
  public boolean isNull(int field) {
    return ends[field] < 0;
  }
}
