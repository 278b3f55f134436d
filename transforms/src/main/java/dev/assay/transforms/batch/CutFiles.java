package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Format;
import dev.assay.transforms.read.ChunkFacts;
import dev.assay.transforms.read.FileRange;
import dev.assay.transforms.read.FileScan;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionList;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Cuts the files of a delivery into ranges that hold whole records: each chunk of a large file is
 * scanned on its own, and the facts of all its chunks together say where records start. Small files
 * without quotes stay whole, several of them in one piece of work: an element has its price,
 * however small.
 */
final class CutFiles extends PTransform<PCollection<String>, PCollection<FileParts>> {
  private static final TupleTag<Chunk> CHUNKS = new TupleTag<>("chunks");
  private static final TupleTag<FileParts> WHOLE = new TupleTag<>("whole");

  /** Large enough that opening a file does not count, small enough to spread over threads. */
  private static final long SMALLEST = 8L << 20;

  /** Small enough to spread over workers. */
  private static final long LARGEST = 128L << 20;

  /** Bytes of small files that are worth an element of their own. */
  private static final long WORTH = 1L << 20;

  /**
   * Chunks of a file between those sizes: each bundle that adds to a bucket has a price, which on
   * one machine grows with what is in the bucket already.
   */
  private static final int CHUNKS_OF_A_FILE = 8;

  private final Deliveries deliveries;

  CutFiles(Deliveries deliveries) {
    this.deliveries = deliveries;
  }

  @Override
  public PCollection<FileParts> expand(PCollection<String> batches) {
    PCollectionTuple cut =
        batches.apply(
            "Chunks",
            ParDo.of(new ChunkFn(deliveries)).withOutputTags(CHUNKS, TupleTagList.of(WHOLE)));
    PCollection<FileParts> ranges =
        cut.get(CHUNKS)
            .setCoder(SerializableCoder.of(Chunk.class))
            .apply("SpreadChunks", Reshuffle.viaRandomKey())
            .apply("Scan", ParDo.of(new ScanFn(deliveries)))
            .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ChunkFacts.class)))
            .apply("FactsOfFile", GroupByKey.create())
            .apply("Ranges", ParDo.of(new RangesFn()))
            .setCoder(FileParts.coder());
    return PCollectionList.of(ranges)
        .and(cut.get(WHOLE).setCoder(FileParts.coder()))
        .apply("AllParts", Flatten.pCollections())
        .apply("SpreadRanges", Reshuffle.viaRandomKey());
  }

  /** The length of the chunks of a file, all but the last; the last is about as long. */
  static long chunkBytes(long size) {
    long wanted = Math.max(SMALLEST, Math.min(LARGEST, size / CHUNKS_OF_A_FILE));
    long chunks = Math.max(1, Math.round((double) size / wanted));
    return Math.max(1, (size + chunks - 1) / chunks);
  }

  private record Chunk(int file, long offset, long length) implements Serializable {}

  private static FileScan scan(Delivery delivery, int index) throws IOException {
    SourceFile file = delivery.files().get(index);
    Dataset dataset = delivery.contract().dataset(file.dataset());
    return new FileScan(
        file.path(), file.name(), file.size(), file.gzip(), dataset.format(), delivery.limits());
  }

  private static final class ChunkFn extends DoFn<String, Chunk> {
    private final Deliveries deliveries;

    ChunkFn(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    @ProcessElement
    public void cut(BoundedWindow window, MultiOutputReceiver out) throws IOException {
      Delivery delivery = deliveries.in(window);
      long total = delivery.files().stream().mapToLong(SourceFile::size).sum();
      long enough = Math.max(WORTH, Math.min(LARGEST, total / CHUNKS_OF_A_FILE));
      List<FilePart> small = new ArrayList<>();
      long bytes = 0;
      for (int file = 0; file < delivery.files().size(); file++) {
        long size = delivery.files().get(file).size();
        long length = scan(delivery, file).isSplittable() ? chunkBytes(size) : Math.max(1, size);
        if (length < size || hasQuotes(delivery, file)) {
          cut(file, size, length, out.get(CHUNKS));
          continue;
        }
        small.add(new FilePart(file, new FileRange(0, size, 1, false)));
        bytes += size;
        if (bytes >= enough) {
          out.get(WHOLE).output(new FileParts(small));
          small = new ArrayList<>();
          bytes = 0;
        }
      }
      if (!small.isEmpty()) {
        out.get(WHOLE).output(new FileParts(small));
      }
    }

    /** Whether only the whole file can say what a line break in it means. */
    private static boolean hasQuotes(Delivery delivery, int file) {
      String dataset = delivery.files().get(file).dataset();
      return delivery.contract().dataset(dataset).format().kind() == Format.Kind.CSV;
    }

    private static void cut(int file, long size, long length, OutputReceiver<Chunk> out) {
      for (long offset = 0; offset < Math.max(1, size); offset += length) {
        out.output(new Chunk(file, offset, Math.min(length, size - offset)));
      }
    }
  }

  private static final class ScanFn extends DoFn<Chunk, KV<Integer, ChunkFacts>> {
    private final Deliveries deliveries;

    ScanFn(Deliveries deliveries) {
      this.deliveries = deliveries;
    }

    @ProcessElement
    public void scan(
        @Element Chunk chunk, BoundedWindow window, OutputReceiver<KV<Integer, ChunkFacts>> out)
        throws IOException {
      FileScan scan = CutFiles.scan(deliveries.in(window), chunk.file);
      ChunkFacts facts =
          scan.isSplittable() ? scan.chunk(chunk.offset, chunk.length) : scan.whole();
      out.output(KV.of(chunk.file, facts));
    }
  }

  private static final class RangesFn extends DoFn<KV<Integer, Iterable<ChunkFacts>>, FileParts> {
    @ProcessElement
    public void cut(
        @Element KV<Integer, Iterable<ChunkFacts>> file, OutputReceiver<FileParts> out) {
      List<ChunkFacts> chunks = new ArrayList<>();
      file.getValue().forEach(chunks::add);
      chunks.sort(Comparator.comparingLong(ChunkFacts::offset));
      FileScan.ranges(chunks)
          .forEach(range -> out.output(new FileParts(List.of(new FilePart(file.getKey(), range)))));
    }
  }
}
