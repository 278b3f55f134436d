package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.assay.schemas.Dataset;
import dev.assay.schemas.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Files as banks and shops deliver them. */
@EnabledIfEnvironmentVariable(
    named = "ASSAY_DATA",
    matches = ".+",
    disabledReason = "ASSAY_DATA does not name the folder of real data")
class RealFilesTest {
  private static final Format LATIN_1 =
      new Format(Format.Kind.CSV, ',', '"', "ISO-8859-1", true, Set.of(""));

  @Test
  void findsTheShortLastRowOfABanksCustomers() throws IOException {
    List<Seen> customers = read("banking/customers.csv", Format.CSV, 1 << 20);
    assertThat(customers.size(), is(1 + 87));
    Seen last = customers.get(87);
    assertThat(last.line(), is(88L));
    assertThat(last.fields().size(), is(5));
  }

  @Test
  void readsHalfAMillionInvoiceLinesInAnyCut() throws IOException {
    List<Seen> whole = read("online-retail/data.csv", LATIN_1, 1 << 30);
    assertThat(whole.size(), is(1 + 541_909));
    assertThat(
        whole.stream().filter(s -> s.problem() != null || s.fields().size() != 8).count(), is(0L));
    assertThat(read("online-retail/data.csv", LATIN_1, 999_983), equalTo(whole));
  }

  @Test
  void readsFiveThousandOrders() throws IOException {
    Path path = Path.of(System.getenv("ASSAY_DATA"), "orders/orders_5000.json");
    List<String> lines = Files.readAllLines(path);
    List<Seen> orders = read("orders/orders_5000.json", Format.JSON_LINES, 100_003);
    assertThat(orders.size(), is(5000));
    assertThat(orders.stream().map(Seen::raw).toList(), equalTo(lines));
    assertThat(
        orders.stream().map(Seen::problem).distinct().toList(), contains("record.unknownField"));
    assertThat(orders.stream().map(o -> o.fields().get(0)).distinct().count(), is(5000L));
  }

  private static List<Seen> read(String file, Format format, long chunk) throws IOException {
    Path path = Path.of(System.getenv("ASSAY_DATA"), file);
    long size = Files.size(path);
    Dataset dataset = Datasets.of(format, "order_id");
    FileScan scan = new FileScan(path.toString(), file, size, false, format, Limits.DEFAULT);
    List<ChunkFacts> chunks = new ArrayList<>();
    for (long at = 0; at < size; at += chunk) {
      chunks.add(scan.chunk(at, Math.min(chunk, size - at)));
    }
    List<Seen> records = new ArrayList<>();
    for (FileRange range : FileScan.ranges(chunks)) {
      try (SourceReader source =
          SourceReader.open(path.toString(), file, false, range, dataset, Limits.DEFAULT)) {
        records.addAll(Seen.all(source.records()));
      }
    }
    return records;
  }
}
