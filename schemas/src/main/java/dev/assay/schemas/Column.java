package dev.assay.schemas;

import java.io.Serializable;

/**
 * One column of a table.
 *
 * @param name in snake_case, as it stands in Parquet and in the warehouse
 * @param type the type of its values
 * @param nullable whether a row may lack a value
 * @param description one sentence for whoever meets the column in the warehouse; may be empty
 */
public record Column(String name, Type type, boolean nullable, String description)
    implements Serializable {

  /** Names are kept once each: rows are asked for fields by name, again and again. */
  public Column {
    name = name.intern();
  }
}
