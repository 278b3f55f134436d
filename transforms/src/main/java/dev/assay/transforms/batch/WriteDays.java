package dev.assay.transforms.batch;

import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.BlockBuilder;
import dev.assay.transforms.rows.Bucket;
import dev.assay.transforms.rows.RowCursor;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TupleTag;

/**
 * Writes the partitions of the days of a group anew: what they held, without what goes, with what
 * comes. Of a key there is one row. What the files hold is read back from them for the books.
 */
final class WriteDays extends DoFn<KV<Integer, Iterable<Block>>, Block> {
  /** The rows of these days; those that came with this batch as input {@link DatedRows#COMES}. */
  static final TupleTag<Block> ROWS = new TupleTag<>("rows");

  private static final int NONE = -1;

  static final TupleTag<Fact> FACTS = new TupleTag<>("facts");

  private final Deliveries deliveries;
  private final DayLayout layout;

  WriteDays(Deliveries deliveries, DayLayout layout) {
    this.deliveries = deliveries;
    this.layout = layout;
  }

  @ProcessElement
  public void write(
      @Element KV<Integer, Iterable<Block>> group, BoundedWindow window, MultiOutputReceiver out)
      throws IOException {
    Delivery delivery = deliveries.in(window);
    String part = String.format("group-%05d.parquet", group.getKey());
    Bucket rows = Bucket.of(layout.datedKey(), group.getValue());
    RowCursor row = new RowCursor(layout.datedKey());
    RowCursor whole = new RowCursor(layout.dated());
    Outgoing outgoing = new Outgoing(out.get(ROWS));
    for (int from = 0; from < rows.size(); ) {
      LocalDate day = day(rows, from, row);
      try (DayFiles files = new DayFiles(delivery, layout, day, part)) {
        from = write(rows, from, day, row, whole, files, outgoing);
        files.finish().forEach(out.get(FACTS)::output);
      }
      out.get(FACTS).output(new Fact.DayWritten(layout.dataset().name(), day));
    }
    outgoing.flush();
  }

  private static LocalDate day(Bucket rows, int index, RowCursor row) {
    rows.show(index, row);
    return LocalDate.ofEpochDay(row.longAt(0));
  }

  /** Writes the rows of one day; returns where the next one starts. */
  private int write(
      Bucket rows,
      int first,
      LocalDate day,
      RowCursor row,
      RowCursor whole,
      DayFiles files,
      Outgoing outgoing)
      throws IOException {
    int from = first;
    while (from < rows.size() && day(rows, from, row).equals(day)) {
      int to = rows.endOfKey(from);
      int stays = stays(rows, from, to);
      if (stays != NONE) {
        rows.show(stays, whole);
        files.write(whole, rows.file(stays));
        outgoing.add(whole, rows.input(stays), rows.file(stays));
      }
      from = to;
    }
    return from;
  }

  /** Index of the row of a key that the partition has from now on, or {@link #NONE}. */
  private int stays(Bucket rows, int from, int to) {
    int before = NONE;
    int comes = NONE;
    boolean goes = false;
    for (int i = from; i < to; i++) {
      int input = rows.input(i);
      if (input == DatedRows.GOES) {
        goes = true;
      } else if ((input == DatedRows.BEFORE ? before : comes) != NONE) {
        throw new IllegalStateException(layout.dataset().name() + ": two rows of one key in a day");
      } else if (input == DatedRows.BEFORE) {
        before = i;
      } else {
        comes = i;
      }
    }
    if (comes != NONE && before != NONE && !goes) {
      throw new IllegalStateException(
          layout.dataset().name() + ": a row comes whose key is there, and is not in the index");
    }
    return comes != NONE ? comes : goes ? NONE : before;
  }

  /** Rows on their way to gold. Where rows of earlier batches came from is not asked any more. */
  private static final class Outgoing {
    private final OutputReceiver<Block> out;
    private final BlockBuilder before = new BlockBuilder();
    private final Map<String, BlockBuilder> coming = new TreeMap<>();

    Outgoing(OutputReceiver<Block> out) {
      this.out = out;
    }

    void add(RowCursor row, int input, String source) {
      boolean comes = input == DatedRows.COMES;
      String file = comes ? source : "";
      BlockBuilder builder =
          comes ? coming.computeIfAbsent(file, name -> new BlockBuilder()) : before;
      builder.append(row.bytes(), row.rowStart(), row.rowEnd());
      if (builder.isFull()) {
        out.output(builder.build(input, file));
      }
    }

    void flush() {
      if (!before.isEmpty()) {
        out.output(before.build(DatedRows.BEFORE, ""));
      }
      coming.forEach(
          (file, builder) -> {
            if (!builder.isEmpty()) {
              out.output(builder.build(DatedRows.COMES, file));
            }
          });
    }
  }
}
