package dev.assay.transforms.batch;

import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.ChunkFacts;
import dev.assay.transforms.read.FileScan;
import dev.assay.transforms.read.SourceFile;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;

/**
 * Cuts the files of a delivery into ranges that hold whole records: each chunk of a file is scanned
 * on its own, and the facts of all its chunks together say where records start.
 */
final class CutFiles extends PTransform<PBegin, PCollection<FilePart>> {
  /** Large enough that opening a file does not count, small enough to spread over threads. */
  private static final long SMALLEST = 8L << 20;

  /** Small enough to spread over workers. */
  private static final long LARGEST = 128L << 20;

  /**
   * Chunks of a file between those sizes: each bundle that adds to a bucket has a price, which on
   * one machine grows with what is in the bucket already.
   */
  private static final int CHUNKS = 8;

  private final Delivery delivery;

  CutFiles(Delivery delivery) {
    this.delivery = delivery;
  }

  @Override
  public PCollection<FilePart> expand(PBegin begin) {
    return begin
        .apply(
            "Files",
            Create.of(IntStream.range(0, delivery.files().size()).boxed().toList())
                .withCoder(VarIntCoder.of()))
        .apply("Chunks", ParDo.of(new ChunkFn(delivery)))
        .setCoder(SerializableCoder.of(Chunk.class))
        .apply("SpreadChunks", Reshuffle.viaRandomKey())
        .apply("Scan", ParDo.of(new ScanFn(delivery)))
        .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(ChunkFacts.class)))
        .apply("FactsOfFile", GroupByKey.create())
        .apply("Ranges", ParDo.of(new RangesFn()))
        .setCoder(SerializableCoder.of(FilePart.class))
        .apply("SpreadRanges", Reshuffle.viaRandomKey());
  }

  /** The length of the chunks of a file, all but the last; the last is about as long. */
  static long chunkBytes(long size) {
    long wanted = Math.max(SMALLEST, Math.min(LARGEST, size / CHUNKS));
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

  private static final class ChunkFn extends DoFn<Integer, Chunk> {
    private final Delivery delivery;

    ChunkFn(Delivery delivery) {
      this.delivery = delivery;
    }

    @ProcessElement
    public void cut(@Element Integer file, OutputReceiver<Chunk> out) throws IOException {
      long size = delivery.files().get(file).size();
      long length = scan(delivery, file).isSplittable() ? chunkBytes(size) : Math.max(1, size);
      for (long offset = 0; offset < Math.max(1, size); offset += length) {
        out.output(new Chunk(file, offset, Math.min(length, size - offset)));
      }
    }
  }

  private static final class ScanFn extends DoFn<Chunk, KV<Integer, ChunkFacts>> {
    private final Delivery delivery;

    ScanFn(Delivery delivery) {
      this.delivery = delivery;
    }

    @ProcessElement
    public void scan(@Element Chunk chunk, OutputReceiver<KV<Integer, ChunkFacts>> out)
        throws IOException {
      FileScan scan = CutFiles.scan(delivery, chunk.file);
      ChunkFacts facts =
          scan.isSplittable() ? scan.chunk(chunk.offset, chunk.length) : scan.whole();
      out.output(KV.of(chunk.file, facts));
    }
  }

  private static final class RangesFn extends DoFn<KV<Integer, Iterable<ChunkFacts>>, FilePart> {
    @ProcessElement
    public void cut(@Element KV<Integer, Iterable<ChunkFacts>> file, OutputReceiver<FilePart> out) {
      List<ChunkFacts> chunks = new ArrayList<>();
      file.getValue().forEach(chunks::add);
      chunks.sort(Comparator.comparingLong(ChunkFacts::offset));
      FileScan.ranges(chunks).forEach(range -> out.output(new FilePart(file.getKey(), range)));
    }
  }
}
