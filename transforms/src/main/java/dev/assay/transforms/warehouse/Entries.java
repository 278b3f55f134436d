package dev.assay.transforms.warehouse;

import dev.assay.transforms.log.CurrentTables;
import dev.assay.transforms.log.Entry;
import dev.assay.transforms.log.Log;
import dev.assay.transforms.log.Manifest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The entries of a log, each whole only when it is asked for. */
interface Entries {

  /** All of them in short, by number. */
  List<Entry> all() throws IOException;

  /** One of them whole. */
  Manifest read(long number) throws IOException;

  /** What tables show by the entries up to one of them; the caller's own. */
  CurrentTables tables(long number) throws IOException;

  /** Those of a log as it is now; entries that come later are not among them. */
  static Entries of(Log log) throws IOException {
    List<Entry> all = log.entries();
    return new Entries() {
      @Override
      public List<Entry> all() {
        return all;
      }

      @Override
      public Manifest read(long number) throws IOException {
        return log.read(number);
      }

      @Override
      public CurrentTables tables(long number) throws IOException {
        return log.tables(number);
      }
    };
  }

  /** Those that have been read. */
  static Entries of(List<Manifest> log) {
    Map<Long, Manifest> byNumber =
        log.stream().collect(Collectors.toMap(Manifest::number, Function.identity()));
    return new Entries() {
      @Override
      public List<Entry> all() {
        return log.stream().map(Manifest::entry).toList();
      }

      @Override
      public Manifest read(long number) {
        return byNumber.get(number);
      }

      @Override
      public CurrentTables tables(long number) {
        return CurrentTables.of(log.stream().filter(entry -> entry.number() <= number).toList());
      }
    };
  }
}
