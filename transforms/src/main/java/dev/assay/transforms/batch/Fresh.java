package dev.assay.transforms.batch;

import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.Rows;
import org.apache.beam.sdk.transforms.Filter;
import org.apache.beam.sdk.values.PCollection;

/** Of the rows of the days that a batch touches, those that came with it. */
final class Fresh {
  private Fresh() {}

  static <T> Rows<T> of(String step, Rows<T> rows) {
    PCollection<Block> fresh =
        rows.blocks()
            .apply(step, Filter.by(block -> block.input() == DatedRows.COMES))
            .setCoder(Block.coder());
    return rows.withBlocks(fresh);
  }
}
