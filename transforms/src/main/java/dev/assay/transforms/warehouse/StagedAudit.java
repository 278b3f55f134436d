package dev.assay.transforms.warehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.transforms.log.Manifest;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * The audit rows of an entry that are known beforehand, as lines of JSON that are loaded into one
 * table of {@link StagedTable#DATASET}. They do not stand in the script, which may have 1 MB: an
 * entry has as many of them as it has files.
 *
 * @param staging name of the table: another for other rows
 * @param lines one a row: an object with one member, named after the audit table it belongs to,
 *     that holds the row by the names of its columns; decimals, days and times as text
 */
public record StagedAudit(String staging, List<String> lines) {
  /** The audit tables that rows are staged for, in the order they are filled in. */
  public static final List<AuditTable> TABLES =
      List.of(
          AuditTable.DATA_QUALITY_CHECKS,
          AuditTable.UNATTRIBUTED,
          AuditTable.RECONCILIATION,
          AuditTable.LOAD_AUDIT);

  private static final ObjectMapper JSON = new ObjectMapper();

  static StagedAudit of(Manifest manifest, boolean isShown) {
    AuditRows rows = new AuditRows(manifest);
    List<String> lines = new ArrayList<>();
    for (AuditTable table : TABLES) {
      rows(rows, table, isShown).forEach(row -> lines.add(line(table, row)));
    }
    return new StagedAudit(StagedTable.staging("audit", "rows", lines), List.copyOf(lines));
  }

  private static List<List<@Nullable Object>> rows(
      AuditRows rows, AuditTable table, boolean isShown) {
    return switch (table) {
      case DATA_QUALITY_CHECKS -> rows.checks();
      case UNATTRIBUTED -> rows.unattributed();
      case RECONCILIATION -> rows.reconciliation();
      case LOAD_AUDIT -> rows.loads(isShown);
      case QUARANTINE, MERGE_AUDIT -> throw new IllegalArgumentException(table + " is not staged");
    };
  }

  private static String line(AuditTable table, List<@Nullable Object> row) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (int i = 0; i < row.size(); i++) {
      members.put(table.columns().get(i).name(), value(row.get(i)));
    }
    try {
      return JSON.writeValueAsString(Map.of(table.tableName(), members));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts, numbers and lists of them are JSON", e);
    }
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.toPlainString();
    } else if (value instanceof Instant at) {
      return at.truncatedTo(ChronoUnit.MICROS).toString();
    }
    return value == null
            || value instanceof Number
            || value instanceof Boolean
            || value instanceof List
        ? value
        : value.toString();
  }
}
