package dev.assay.transforms.read;

import dev.assay.schemas.Dataset;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * A file of a delivery, scanned and matched to its dataset.
 *
 * @param dataset name of the dataset it belongs to
 * @param name by which people know it, without folders
 * @param path as Beam's file systems know it
 * @param size in bytes, as it is stored
 * @param crc32c checksum of the stored bytes, in hex
 * @param gzip whether it is compressed
 * @param columns for each field of the dataset, in its order, the position in a record
 * @param width how many fields a sound record has
 */
public record SourceFile(
    String dataset,
    String name,
    String path,
    long size,
    String crc32c,
    boolean gzip,
    List<Integer> columns,
    int width)
    implements Serializable {

  /** Whether a file of that name is taken for compressed. */
  public static boolean isGzip(String name) {
    return name.endsWith(".gz");
  }

  /** Opens a range of this file; {@code dataset} is the one it belongs to. */
  public SourceReader open(FileRange range, Dataset dataset, Limits limits) throws IOException {
    return SourceReader.open(path, name, gzip, range, dataset, limits);
  }
}
