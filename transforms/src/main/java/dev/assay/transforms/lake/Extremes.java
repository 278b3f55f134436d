package dev.assay.transforms.lake;

import java.util.Arrays;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/** The least and the greatest value of a page, of whole numbers or of texts. */
abstract class Extremes {
  private final PrimitiveType type;
  private boolean isEmpty = true;

  private Extremes(PrimitiveType type) {
    this.type = type;
  }

  /** The extremes of a column that nobody asks for. */
  static Extremes none(PrimitiveType type) {
    return new None(type);
  }

  /** The extremes of a column of that type, if they are of use there. */
  static Extremes of(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT32, INT64 -> new Numbers(type);
      case BINARY -> new Texts(type);
      default -> new None(type);
    };
  }

  void add(long value) {}

  void add(byte[] bytes, int start, int end) {}

  /** What Parquet is to know of the page; the next one starts afresh. */
  Statistics<?> statistics(int nulls) {
    Statistics<?> statistics = Statistics.createStats(type);
    statistics.incrementNumNulls(nulls);
    if (!isEmpty) {
      update(statistics);
    }
    isEmpty = true;
    return statistics;
  }

  abstract void update(Statistics<?> statistics);

  private static final class None extends Extremes {
    None(PrimitiveType type) {
      super(type);
    }

    @Override
    Statistics<?> statistics(int nulls) {
      return Statistics.noopStats(super.type);
    }

    @Override
    void update(Statistics<?> statistics) {}
  }

  private static final class Numbers extends Extremes {
    private final boolean isInt;
    private long least;
    private long greatest;

    Numbers(PrimitiveType type) {
      super(type);
      this.isInt = type.getPrimitiveTypeName() == PrimitiveType.PrimitiveTypeName.INT32;
    }

    @Override
    void add(long value) {
      if (super.isEmpty || value < least) {
        least = value;
      }
      if (super.isEmpty || value > greatest) {
        greatest = value;
      }
      super.isEmpty = false;
    }

    @Override
    void update(Statistics<?> statistics) {
      if (isInt) {
        statistics.updateStats((int) least);
        statistics.updateStats((int) greatest);
      } else {
        statistics.updateStats(least);
        statistics.updateStats(greatest);
      }
    }
  }

  /** Rows are mostly sorted by such a column: a value is held against the greatest first. */
  private static final class Texts extends Extremes {
    private final PlainValues least = new PlainValues();
    private final PlainValues greatest = new PlainValues();

    Texts(PrimitiveType type) {
      super(type);
    }

    @Override
    void add(byte[] bytes, int start, int end) {
      if (super.isEmpty) {
        set(least, bytes, start, end);
        set(greatest, bytes, start, end);
        super.isEmpty = false;
      } else if (compare(bytes, start, end, greatest) > 0) {
        set(greatest, bytes, start, end);
      } else if (compare(bytes, start, end, least) < 0) {
        set(least, bytes, start, end);
      }
    }

    private static int compare(byte[] bytes, int start, int end, PlainValues other) {
      return Arrays.compareUnsigned(bytes, start, end, other.bytes(), 0, other.length());
    }

    private static void set(PlainValues value, byte[] bytes, int start, int end) {
      value.truncate(0);
      value.putBytes(bytes, start, end);
    }

    @Override
    void update(Statistics<?> statistics) {
      statistics.updateStats(binary(least));
      statistics.updateStats(binary(greatest));
    }

    private static Binary binary(PlainValues value) {
      return Binary.fromConstantByteArray(Arrays.copyOf(value.bytes(), value.length()));
    }
  }
}
