package dev.assay.transforms.rows;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.TableDefinition;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.windowing.GlobalWindows;
import org.apache.beam.sdk.transforms.windowing.Window;
import org.apache.beam.sdk.transforms.windowing.WindowFn;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PInput;
import org.apache.beam.sdk.values.POutput;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A collection of rows that travel in blocks: what a {@code PCollection<T>} is to elements. Bounded
 * or unbounded, as its source.
 *
 * <p>{@link #of(Columns, PCollection)} takes plain Beam rows in, {@link #unpack()} gives plain
 * elements out; {@link PerKey} and {@link PerRow} compute on them.
 *
 * @param <T> {@link Row}, or the class of a table's rows
 */
public final class Rows<T> implements PInput, POutput {
  /** Bytes of input, uncompressed, of a bucket of a large dataset. */
  private static final long BUCKET_BYTES = 64L << 20;

  /** Bytes of input that are worth a bucket, and so a file, of their own. */
  private static final long SMALL = 4L << 20;

  /** Buckets that keep all threads of a laptop busy, and the last of them not for long. */
  private static final int FEW = 8;

  /** More buckets than this make blocks too small to be worth the name. */
  private static final int MANY = 4096;

  private final PCollection<Block> blocks;
  private final RowType<T> type;
  private final Columns stored;
  private final int buckets;
  private final @Nullable PCollection<Unattributed> unattributed;

  private Rows(
      PCollection<Block> blocks,
      RowType<T> type,
      Columns stored,
      int buckets,
      @Nullable PCollection<Unattributed> unattributed) {
    this.blocks = blocks;
    this.type = type;
    this.stored = stored;
    this.buckets = buckets;
    this.unattributed = unattributed;
  }

  /**
   * Rows that are in blocks already.
   *
   * @param buckets into how many buckets they are grouped by default; follows their number
   */
  public static <T> Rows<T> ofBlocks(PCollection<Block> blocks, RowType<T> type, int buckets) {
    return new Rows<>(blocks, type, type.columns(), buckets, null);
  }

  /** Into how many buckets to group rows of so many bytes, as text. */
  public static int bucketsFor(long bytes) {
    long few = Math.min(FEW, Math.max(1, bytes / SMALL));
    return (int) Math.min(MANY, Math.max(few, bytes / BUCKET_BYTES));
  }

  /**
   * Plain Beam rows, whose fields are named and typed like the columns. The step that packs them is
   * named after their collection.
   */
  public static Rows<Row> of(Columns columns, PCollection<Row> rows) {
    return of("Pack " + rows.getName().replace('/', '.'), columns, rows);
  }

  /**
   * Plain Beam rows, packed by a step of that name: it must be the only one where it is applied.
   */
  public static Rows<Row> of(String step, Columns columns, PCollection<Row> rows) {
    RowType<Row> type = RowType.of(columns);
    return ofBlocks(rows.apply(step, new PackRows<>(type)), type, PackRows.BUCKETS);
  }

  /** No rows of a table, by a step of that name: it must be the only one where it is applied. */
  public static <T> Rows<T> none(String step, Pipeline pipeline, TableDefinition<T> table) {
    return ofBlocks(pipeline.apply(step, Create.empty(Block.coder())), RowType.of(table), 1);
  }

  /** These rows with only the named columns, in the order of the names. No step of its own. */
  public static Rows<Row> select(Rows<Row> rows, List<String> names) {
    List<Column> columns = names.stream().map(name -> column(rows.stored, name)).toList();
    return new Rows<>(
        rows.blocks, RowType.of(Columns.of(columns)), rows.stored, rows.buckets, rows.unattributed);
  }

  /** Some columns of rows of whatever class, as Beam rows. No step of its own. */
  public static Rows<Row> asRows(Rows<?> rows, List<String> names) {
    return new Rows<>(
        rows.blocks,
        RowType.of(rows.columns().select(names)),
        rows.stored,
        rows.buckets,
        rows.unattributed);
  }

  private static Column column(Columns stored, String name) {
    return stored.contains(name)
        ? stored.get(stored.indexOf(name))
        : Stream.of(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE)
            .filter(column -> column.name().equals(name))
            .findFirst()
            .orElseGet(() -> stored.get(stored.indexOf(name)));
  }

  /**
   * The same rows, which are that many times fewer than those they were computed from: they are
   * grouped into as many times fewer buckets by default.
   */
  public Rows<T> fewerBy(int times) {
    return new Rows<>(blocks, type, stored, Math.max(1, buckets / times), unattributed);
  }

  /** Rows that are encoded like these, in other blocks. */
  public Rows<T> withBlocks(PCollection<Block> newBlocks) {
    return new Rows<>(newBlocks, type, stored, buckets, null);
  }

  /** These rows, and what belongs to none of them. */
  public Rows<T> withUnattributed(PCollection<Unattributed> newUnattributed) {
    return new Rows<>(blocks, type, stored, buckets, newUnattributed);
  }

  /** One element a row. */
  public PCollection<T> unpack() {
    return unpack("Unpack");
  }

  /** One element a row, by a step of that name: it must be the only one where it is applied. */
  public PCollection<T> unpack(String step) {
    return blocks
        .apply(step, ParDo.of(new UnpackFn<>(type, stored)))
        .setTypeDescriptor(type.descriptor())
        .setCoder(type.coder());
  }

  /** The rows of the inputs that belong to no row here, summed per bucket. */
  public PCollection<Unattributed> unattributed() {
    return unattributed != null ? unattributed : nothingUnattributed();
  }

  private PCollection<Unattributed> nothingUnattributed() {
    PCollection<Unattributed> nothing =
        getPipeline()
            .apply(blocks.getName() + "/NothingUnattributed", Create.empty(Unattributed.coder()));
    @SuppressWarnings("unchecked") // a window function of any elements
    WindowFn<Object, ?> windows = (WindowFn<Object, ?>) blocks.getWindowingStrategy().getWindowFn();
    return windows instanceof GlobalWindows
        ? nothing
        : nothing.apply(blocks.getName() + "/Windows", Window.into(windows));
  }

  boolean hasUnattributed() {
    return unattributed != null;
  }

  public <OutputT extends POutput> OutputT apply(
      String name, PTransform<? super Rows<T>, OutputT> transform) {
    return Pipeline.applyTransform(name, this, transform);
  }

  public PCollection<Block> blocks() {
    return blocks;
  }

  public RowType<T> type() {
    return type;
  }

  /** The columns that a reader of these rows sees. */
  public Columns columns() {
    return type.columns();
  }

  /** Names of the columns, without those that a block holds beside its rows, save in a key. */
  List<String> namesWithoutOrigin(List<String> key) {
    return columns().names().stream()
        .filter(name -> stored.contains(name) || key.contains(name))
        .toList();
  }

  /** The columns that the blocks hold. */
  Columns stored() {
    return stored;
  }

  /** Into how many buckets these rows are grouped by default. */
  public int buckets() {
    return buckets;
  }

  @Override
  public Pipeline getPipeline() {
    return blocks.getPipeline();
  }

  @Override
  public Map<TupleTag<?>, PValue> expand() {
    if (unattributed == null) {
      return Collections.singletonMap(TAG, blocks);
    }
    return Map.of(TAG, blocks, UNATTRIBUTED_TAG, unattributed);
  }

  private static final TupleTag<?> TAG = new TupleTag<Block>("blocks");
  private static final TupleTag<?> UNATTRIBUTED_TAG = new TupleTag<Unattributed>("unattributed");

  @Override
  public void finishSpecifyingOutput(
      String transformName, PInput input, PTransform<?, ?> transform) {}

  private static final class UnpackFn<T> extends DoFn<Block, T> {
    private final RowType<T> type;
    private final Columns stored;

    UnpackFn(RowType<T> type, Columns stored) {
      this.type = type;
      this.stored = stored;
    }

    @ProcessElement
    public void unpack(@Element Block block, OutputReceiver<T> out) {
      new BlockDecoder<>(type, stored).forEach(block, out::output);
    }
  }
}
