package dev.assay.transforms.log;

import dev.assay.schemas.Table;
import java.util.List;

/**
 * Files of a table that were written by one definition of it.
 *
 * @param table the definition
 * @param files the files, none if the table is empty
 */
public record TableFiles(Table table, List<DataFile> files) {
  public TableFiles {
    files = List.copyOf(files);
  }
}
