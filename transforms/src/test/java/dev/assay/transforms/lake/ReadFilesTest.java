package dev.assay.transforms.lake;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.transforms.rows.Block;
import dev.assay.transforms.rows.KeyHashes;
import dev.assay.transforms.rows.TestRows;
import java.util.List;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.PCollectionView;
import org.junit.jupiter.api.Test;

class ReadFilesTest {
  private static final Columns ROW =
      TestRows.columns("id", Type.INTEGER, "line", Type.INTEGER, "text", Type.STRING);

  private final PCollectionView<KeyHashes> keys =
      TestPipeline.create()
          .apply(Create.empty(KvCoder.of(VarIntCoder.of(), Block.coder())))
          .apply(KeyHashes.gather(ROW.select(List.of("id"))));

  /** Rows would be passed over by other columns than those that the hashes are of. */
  @Test
  void looksForAKeyOnlyWhereItComesFirst() {
    assertThat(
        refusal(ROW, ROW.select(List.of("line", "id"))),
        is("[line, id] are not first of [id, line, text]"));
  }

  /** The elements of a row that is passed over would be taken for those of the next. */
  @Test
  void passesOverNoRowsThatHoldAList() {
    assertThat(
        refusal(TestRows.WITH_LIST, TestRows.WITH_LIST.select(List.of("id"))),
        is("rows that hold a list cannot be passed over"));
  }

  private String refusal(Columns columns, Columns key) {
    return assertThrows(
            IllegalArgumentException.class, () -> ReadFiles.of("lake", columns).having(keys, key))
        .getMessage();
  }
}
