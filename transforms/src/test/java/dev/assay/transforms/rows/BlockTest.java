package dev.assay.transforms.rows;

import static dev.assay.transforms.rows.TestRows.EVERY_TYPE;
import static dev.assay.transforms.rows.TestRows.block;
import static dev.assay.transforms.rows.TestRows.columns;
import static dev.assay.transforms.rows.TestRows.row;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.beam.sdk.util.SerializableUtils;
import org.apache.beam.sdk.values.Row;
import org.junit.jupiter.api.Test;

class BlockTest {
  private static final Block BLOCK =
      block(
          EVERY_TYPE,
          3,
          "ä.csv",
          List.of(
              row(
                  EVERY_TYPE,
                  "é",
                  -129L,
                  new BigDecimal("12.34"),
                  new BigDecimal("-0.000000001"),
                  true,
                  LocalDate.of(1969, 12, 31),
                  Instant.parse("2024-02-29T12:00:00.000001Z")),
              row(EVERY_TYPE, null, null, null, null, null, null, null)));

  /** Blocks cross updates of running jobs: these bytes may only change with a new coder. */
  @Test
  void itsBytesAreTheseForEver() throws IOException {
    byte[] bytes = CoderUtils.encodeToByteArray(Block.coder(), BLOCK);
    assertThat(
        HexFormat.of().formatHex(bytes),
        is(
            "0306c3a42e637376022900000019"
                + "0103c3a903ff7f0304d20309ff020102ff08061283ffaff001"
                + "000000080200000000000000"));
  }

  @Test
  void comesBackFromItsBytes() throws IOException {
    byte[] bytes = CoderUtils.encodeToByteArray(Block.coder(), BLOCK);
    assertThat(CoderUtils.decodeFromByteArray(Block.coder(), bytes), equalTo(BLOCK));
    assertThat(SerializableUtils.clone(Block.coder()) == Block.coder(), is(true));
  }

  @Test
  void aBuilderIsFullAt128KiBAndEmptyOnceItWasBuilt() {
    Columns columns = columns("t", Type.STRING);
    RowEncoder encoder = new RowEncoder();
    BlockBuilder builder = new BlockBuilder();
    int rows = 0;
    for (; !builder.isFull(); rows++) {
      RowType.of(columns).encode(row(columns, "x".repeat(1000)), rows, encoder);
      builder.append(encoder);
    }
    Block full = builder.build("f");
    assertThat(full.count(), is(rows));
    assertThat(full.bytes().length, is(greaterThan(BlockBuilder.FULL - 1)));
    assertThat(full.bytes().length, is(lessThan(BlockBuilder.FULL + 1100)));
    assertThat(builder.isEmpty(), is(true));
  }

  @Test
  void oneRowLargerThanABlockMakesABlock() {
    Columns columns = columns("t", Type.STRING);
    Row large = row(columns, "x".repeat(1 << 20));
    List<Block> blocks = new ArrayList<>();
    BucketBlocks bucket = new BucketBlocks(2, 0, (index, block) -> blocks.add(block));
    RowEncoder encoder = new RowEncoder();
    RowType.of(columns).encode(large, 1, encoder);
    bucket.add(1, encoder, "f");
    bucket.flush("f");
    assertThat(blocks, equalTo(List.of(block(columns, 0, "f", List.of(large)))));
  }
}
