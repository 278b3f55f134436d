package dev.assay.pipelines.generate;

import dev.assay.pipelines.generate.GeneratedColumn.Break;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Writes one file, does its share of damage to it, and keeps the books of what it did.
 *
 * <p>Each sound row is spoilt with the given chance, in one way chosen evenly. Records with the key
 * of another wait in a queue of at most {@value #MOST_DELAYED}, so that they stand far from it.
 */
public final class FileGenerator {

  private static final int MOST_DELAYED = 500;
  private static final String LF = "\n";
  private static final String CRLF = "\r\n";

  /** What can happen to a row; each leaves a record whose fate is known. */
  private enum Dirt {
    CRLF_END,
    LINE_BREAK,
    SHORT,
    LONG,
    BROKEN,
    BROKEN_SEVERAL_TIMES,
    BROKEN_COPY,
    REPEATED,
    CONTRADICTED,
    ORPHANED,
    /** Last, so that a file without it is spoilt as ever. */
    REWRITTEN
  }

  private final Entity entity;
  private final double dirtyShare;
  private final RandomStream sound;
  private final RandomStream dirt;
  private final Dirt[] choices;
  private final FileAnswers answers = new FileAnswers();
  private final Deque<List<? extends @Nullable Object>> delayed = new ArrayDeque<>();

  private FileGenerator(Entity entity, double dirtyShare, long seed) {
    this.entity = entity;
    this.dirtyShare = dirtyShare;
    this.sound = RandomStream.of(seed, entity.name());
    this.dirt = RandomStream.of(seed, entity.name() + " dirt");
    Dirt[] all = Dirt.values();
    this.choices = entity.isRewritten() ? all : Arrays.copyOf(all, all.length - 1);
  }

  /** Writes {@code <name>.csv} into the folder and returns its books. */
  public static FileAnswers write(Entity entity, double dirtyShare, long seed, Path folder)
      throws IOException {
    FileGenerator generator = new FileGenerator(entity, dirtyShare, seed);
    try (CsvFile file = CsvFile.create(folder.resolve(entity.name() + ".csv"))) {
      generator.writeTo(file);
    }
    return generator.answers;
  }

  private void writeTo(CsvFile file) throws IOException {
    file.write(entity.columns().stream().map(GeneratedColumn::header).toList(), LF);
    for (int i = 0; i < entity.count(); i++) {
      GeneratedRow row = entity.row(i, sound);
      if (dirt.chance(dirtyShare)) {
        writeDirty(file, row);
      } else {
        write(file, row);
      }
      if (delayed.size() > MOST_DELAYED || (!delayed.isEmpty() && dirt.chance(0.01))) {
        file.write(delayed.remove(), LF);
      }
    }
    while (!delayed.isEmpty()) {
      file.write(delayed.remove(), LF);
    }
  }

  private void writeDirty(CsvFile file, GeneratedRow row) throws IOException {
    switch (dirt.pick(choices)) {
      case CRLF_END -> write(file, row, CRLF);
      case LINE_BREAK -> write(file, withLineBreak(row));
      case SHORT -> writeShort(file, row);
      case LONG -> writeLong(file, row);
      case BROKEN -> file.write(broken(row, 1), LF);
      case BROKEN_SEVERAL_TIMES -> file.write(broken(row, dirt.between(2, 3)), LF);
      case BROKEN_COPY -> {
        write(file, row);
        delayed.add(brokenCopy(row));
      }
      case REPEATED -> {
        write(file, row);
        delayed.add(values(row));
        answers.duplicate();
      }
      case CONTRADICTED -> writeContradicted(file, row);
      case ORPHANED -> write(file, entity.orphan(row, dirt));
      case REWRITTEN -> writeRewritten(file, row);
    }
  }

  private void write(CsvFile file, GeneratedRow row) throws IOException {
    write(file, row, LF);
  }

  private void write(CsvFile file, GeneratedRow row, String lineEnd) throws IOException {
    file.write(values(row), lineEnd);
    answers.accept(entity.accept(row));
  }

  /** Files without an optional text meet line breaks in broken amounts only. */
  private GeneratedRow withLineBreak(GeneratedRow row) {
    if (entity.textColumn() == GeneratedRow.NONE) {
      return row;
    }
    Object text = row.values()[entity.textColumn()];
    String lineBreak = dirt.pick(LF, CRLF);
    return row.with(entity.textColumn(), (text == null ? "see" : text) + lineBreak + "over \"it\"");
  }

  /** Cuts the row after its first fields: the others are null, which some of them may not be. */
  private void writeShort(CsvFile file, GeneratedRow row) throws IOException {
    int kept = dirt.between(1, entity.columns().size() - 1);
    Set<String> rules = new TreeSet<>();
    GeneratedRow cut = row;
    for (int i = kept; i < entity.columns().size(); i++) {
      cut = cut.with(i, null);
      if (entity.columns().get(i).required()) {
        rules.add(entity.columns().get(i).requiredRule());
      }
    }
    file.write(values(row).subList(0, kept), LF);
    if (rules.isEmpty()) {
      answers.keepShort();
      answers.accept(entity.accept(cut));
    } else {
      answers.quarantineShort();
      answers.quarantine(rules);
    }
  }

  private void writeLong(CsvFile file, GeneratedRow row) throws IOException {
    List<@Nullable Object> values = new ArrayList<>(values(row));
    values.add(dirt.pick("EUR", "see note", null));
    if (dirt.chance(0.3)) {
      values.add("x");
    }
    file.write(values, LF);
    answers.quarantine(List.of("record.tooManyFields"));
  }

  private void writeRewritten(CsvFile file, GeneratedRow row) throws IOException {
    List<@Nullable Object> texts = new ArrayList<>();
    for (int i = 0; i < entity.columns().size(); i++) {
      texts.add(entity.columns().get(i).rewriting().vary(dirt, row.values()[i]));
    }
    file.write(texts, LF);
    answers.accept(entity.accept(row));
  }

  private void writeContradicted(CsvFile file, GeneratedRow row) throws IOException {
    List<Integer> columns = new ArrayList<>();
    for (int i = entity.keyColumns(); i < entity.columns().size(); i++) {
      if (!entity.referenceColumns().contains(i)) {
        columns.add(i);
      }
    }
    int column = columns.get(dirt.below(columns.size()));
    Object other = entity.columns().get(column).variation().vary(dirt, row.values()[column]);
    GeneratedRow rival = row.with(column, other);
    boolean isRivalFirst = dirt.chance(0.5);
    file.write(values(isRivalFirst ? rival : row), LF);
    delayed.add(values(isRivalFirst ? row : rival));
    answers.duplicate();
    answers.accept(entity.accept(row.smaller(rival)));
  }

  /** A record with this row's key that goes to quarantine, so that it must not touch the row. */
  private List<? extends @Nullable Object> brokenCopy(GeneratedRow row) {
    return broken(row, breakable(entity.keyColumns()), 1);
  }

  private List<? extends @Nullable Object> broken(GeneratedRow row, int times) {
    return broken(row, breakable(0), times);
  }

  /** Breaks one rule each of that many columns, or of all that can be broken if they are fewer. */
  private List<? extends @Nullable Object> broken(
      GeneratedRow row, List<Integer> columns, int times) {
    List<Integer> left = new ArrayList<>(columns);
    Set<String> rules = new TreeSet<>();
    GeneratedRow broken = row;
    for (int i = 0; i < times && !left.isEmpty(); i++) {
      int column = left.remove(dirt.below(left.size()));
      List<Break> breaks = entity.columns().get(column).breaks();
      Break chosen = breaks.get(dirt.below(breaks.size()));
      broken = broken.with(column, chosen.text());
      rules.add(chosen.rule());
    }
    answers.quarantine(rules);
    return values(broken);
  }

  private List<Integer> breakable(int first) {
    List<Integer> columns = new ArrayList<>();
    for (int i = first; i < entity.columns().size(); i++) {
      if (!entity.columns().get(i).breaks().isEmpty()) {
        columns.add(i);
      }
    }
    return columns;
  }

  private static List<@Nullable Object> values(GeneratedRow row) {
    return Arrays.asList(row.values());
  }
}
