package dev.assay.transforms.validate;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.transforms.read.Problem;
import dev.assay.transforms.read.Record;
import dev.assay.transforms.rows.RowType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.Row;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/**
 * Holds records against a dataset of a contract. Every record comes out exactly once: as a row in
 * {@link #ROWS}, or in {@link #REJECTIONS} with every rule it breaks. Bounded or unbounded.
 *
 * <p>A row has the dataset's columns, then {@code _source_file} and {@code _source_line}. What a
 * row breaks that its contract only warns of is in {@link #WARNINGS}, as a rejection that did not
 * happen.
 */
public final class Validate extends PTransform<PCollection<Record>, PCollectionTuple> {
  /** Records that fit, typed. */
  public static final TupleTag<Row> ROWS = new TupleTag<>("rows");

  /** Records that do not, each once. */
  public static final TupleTag<Rejection> REJECTIONS = new TupleTag<>("rejections") {};

  /** What is to be said of records that fit, each once. */
  public static final TupleTag<Rejection> WARNINGS = new TupleTag<>("warnings") {};

  private final Dataset dataset;

  private Validate(Dataset dataset) {
    this.dataset = dataset;
  }

  public static Validate against(Dataset dataset) {
    return new Validate(dataset);
  }

  /** The columns of the rows that come out. */
  public static Columns columns(Dataset dataset) {
    List<Column> columns = new ArrayList<>(dataset.columns().asList());
    columns.addAll(List.of(Dataset.SOURCE_FILE, Dataset.SOURCE_LINE));
    return Columns.of(columns);
  }

  @Override
  public PCollectionTuple expand(PCollection<Record> records) {
    PCollectionTuple validated =
        records.apply(
            "Validate",
            ParDo.of(new ValidateFn(dataset))
                .withOutputTags(ROWS, TupleTagList.of(REJECTIONS).and(WARNINGS)));
    validated.get(ROWS).setRowSchema(columns(dataset).toSchema());
    return validated;
  }

  private static final class ValidateFn extends DoFn<Record, Row> {
    private final Dataset dataset;
    private transient Map<Integer, RecordValidator> validators;
    private transient RecordFields fields;
    private transient RowType.Decoder<Row> decoder;

    ValidateFn(Dataset dataset) {
      this.dataset = dataset;
    }

    @Setup
    public void setup() {
      validators = new HashMap<>();
      fields = new RecordFields();
      decoder = RowType.of(dataset.columns()).decoder(dataset.columns());
    }

    @ProcessElement
    public void validate(@Element Record record, MultiOutputReceiver out) {
      RecordValidator validator = validators.computeIfAbsent(record.getWidth(), this::validator);
      fields.set(record);
      if (validator.validate(
          fields, record.getLine(), record.getSize(), problem(record), () -> isMultiLine(record))) {
        out.get(ROWS).output(row(validator, record));
      }
      if (validator.hasViolations()) {
        out.get(validator.rejects() ? REJECTIONS : WARNINGS)
            .output(
                Rejection.of(
                    dataset.name(),
                    record.getFile(),
                    record.getLine(),
                    record.getRaw(),
                    validator.violations()));
      }
    }

    private RecordValidator validator(int width) {
      List<Integer> positions = IntStream.range(0, dataset.fields().size()).boxed().toList();
      return new RecordValidator(
          dataset, dataset.columns(), positions, width, StandardCharsets.UTF_8);
    }

    private static Problem problem(Record record) {
      return record.getProblemRule() == null
          ? null
          : new Problem(record.getProblemRule(), record.getProblem());
    }

    private static boolean isMultiLine(Record record) {
      return record.getRaw().indexOf('\n') >= 0 || record.getRaw().indexOf('\r') >= 0;
    }

    private Row row(RecordValidator validator, Record record) {
      decoder.cursor().moveTo(validator.row().bytes(), 0);
      List<Object> values = new ArrayList<>(decoder.decode().getValues());
      values.add(record.getFile());
      values.add(record.getLine());
      return Row.withSchema(columns(dataset).toSchema()).attachValues(values);
    }
  }
}
