package dev.assay.transforms.batch;

import dev.assay.schemas.Table;
import dev.assay.schemas.TableDefinition;
import dev.assay.transforms.rows.Rows;
import java.util.List;
import org.apache.beam.sdk.values.PCollectionList;

/** What the tables of a batch are computed from. */
interface Foundation {

  /** The datasets, refined. */
  Datasets datasets();

  /**
   * A table of a stage before.
   *
   * @throws dev.assay.schemas.RequestException if none has it
   */
  <T> Rows<T> rows(TableDefinition<T> table);

  /**
   * What the audit must know of it.
   *
   * @param tables the tables of the batch
   */
  PCollectionList<Fact> facts(List<Table> tables);

  /**
   * Makes sure that everything asked for is there.
   *
   * @throws dev.assay.schemas.RequestException with all that is not
   */
  void check();
}
