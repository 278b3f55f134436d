package dev.assay.transforms.validate;

import static dev.assay.transforms.validate.TestFields.bytes;
import static dev.assay.transforms.validate.TestFields.classified;
import static dev.assay.transforms.validate.TestFields.cleaned;
import static dev.assay.transforms.validate.TestFields.dataset;
import static dev.assay.transforms.validate.TestFields.field;
import static dev.assay.transforms.validate.TestFields.mapped;
import static dev.assay.transforms.validate.TestFields.oneOf;
import static dev.assay.transforms.validate.TestFields.record;
import static dev.assay.transforms.validate.TestFields.required;
import static dev.assay.transforms.validate.TestFields.rule;
import static dev.assay.transforms.validate.TestFields.trimmed;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.assay.schemas.Columns;
import dev.assay.schemas.Dataset;
import dev.assay.schemas.Field;
import dev.assay.schemas.FieldRule;
import dev.assay.schemas.FieldRule.Kind;
import dev.assay.schemas.Format;
import dev.assay.schemas.LetterCase;
import dev.assay.schemas.Outcome;
import dev.assay.schemas.RowRule;
import dev.assay.schemas.Type;
import dev.assay.transforms.read.Fields;
import dev.assay.transforms.read.Problem;
import dev.assay.transforms.rows.RowCursor;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link RecordValidator} with {@link FieldValidator}, {@link Findings} and {@link RowChecks}. */
class RecordValidatorTest {
  private static final RowRule NOT_OVERDRAWN =
      new RowRule(
          "things.overdrawn",
          "balance >= 0.00 || kind == \"credit\"",
          List.of("balance", "kind"),
          "only credit may be below zero",
          Outcome.QUARANTINE);
  private static final Dataset ACCOUNTS =
      dataset(
          Format.CSV,
          List.of(NOT_OVERDRAWN),
          required("id", Type.STRING, rule("id", Kind.PATTERN, "^A[0-9]+$")),
          field("kind", Type.STRING, oneOf("kind", "credit", "savings")),
          field("balance", Type.decimal(18, 2), rule("balance", Kind.MINIMUM, "-100")),
          field("opened_on", Type.DATE));

  @Test
  void aSoundRecordBecomesARowWithItsLine() {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, "A1", "credit", "-5.5", "2024-02-29"), is(true));
    assertThat(
        values(validator, ACCOUNTS.columns()), contains("A1", "credit", "-5.50", "2024-02-29"));
    assertThat(cursor(validator, ACCOUNTS.columns()).line(), is(7L));
    assertThat(validator.hasViolations(), is(false));
    assertThat(validator.violations(), is(empty()));
  }

  @Test
  void givesAFieldItsDefaultWhereARecordHasNoValue() {
    Dataset dataset =
        dataset(
            Format.CSV,
            List.of(),
            required("id", Type.STRING),
            field("owner", Type.STRING).otherwise("nobody"));
    RecordValidator validator = validator(dataset);
    assertThat(dataset.columns().get(1).nullable(), is(false));
    for (String missing : new String[] {"", "\"\""}) {
      assertThat(validate(validator, "A1", missing), is(true));
      assertThat(values(validator, dataset.columns()), contains("A1", "nobody"));
      assertThat(validator.hasViolations(), is(false));
    }
    assertThat(validate(validator, "A1", "Ann"), is(true));
    assertThat(values(validator, dataset.columns()), contains("A1", "Ann"));
  }

  @Test
  void givesAShortRecordTheDefaultsOfWhatItLacks() {
    Dataset dataset =
        dataset(
            Format.CSV,
            List.of(),
            required("id", Type.STRING),
            field("owner", Type.STRING).otherwise("nobody"));
    RecordValidator validator = validator(dataset);
    assertThat(validate(validator, "A1"), is(true));
    assertThat(values(validator, dataset.columns()), contains("A1", "nobody"));
    assertThat(rules(validator), contains("record.tooFewFields"));
  }

  @Test
  void listsEveryViolationOfARecordAtOnce() {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, "", "loan", "1.234", "2024-02-31"), is(false));
    assertThat(
        validator.violations(),
        contains(
            Violation.of("id.required", "id", "is missing", null),
            Violation.of(
                "kind.validValues",
                "kind",
                "must be one of " + String.join(", ", Set.of("credit", "savings")),
                "loan"),
            Violation.of("balance.type", "balance", "has more than 2 decimals", "1.234"),
            Violation.of(
                "opened_on.type",
                "opened_on",
                "is not a date of the form yyyy-MM-dd",
                "2024-02-31")));
  }

  @Test
  void asksTheRulesOfTheRowWhereFieldsBreakTheirsButFitTheirTypes() {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, "B1", "savings", "-200", ""), is(false));
    assertThat(rules(validator), contains("id.pattern", "balance.minimum", "things.overdrawn"));
    assertThat(
        validator.violations().get(2),
        is(Violation.of("things.overdrawn", null, "only credit may be below zero", null)));
  }

  @ParameterizedTest
  @CsvSource({"'', savings, -5", "A1, savings, x"})
  void asksNoRuleOfTheRowWhereAFieldHasNoValueOfItsType(String id, String kind, String balance) {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, id, kind, balance, ""), is(false));
    assertThat(validator.violations().size(), is(1));
  }

  @Test
  void aRuleOverANullIsNotBroken() {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, "A1", "", "", ""), is(true));
    assertThat(values(validator, ACCOUNTS.columns()), contains("A1", "null", "null", "null"));
  }

  @Test
  void forgetsTheRecordBefore() {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, "", "x", "x", "x"), is(false));
    List<Violation> before = validator.violations();
    assertThat(validate(validator, "A1", "credit", "1", ""), is(true));
    assertThat(validator.violations(), is(empty()));
    assertThat(before.size(), is(4));
  }

  @Test
  void aRecordWithTooManyFieldsIsRefusedAndItsFieldsLookedAtAllTheSame() {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, "A1", "savings", "-5", "x", "more"), is(false));
    assertThat(rules(validator), contains("record.tooManyFields", "opened_on.type"));
    assertThat(validator.violations().get(0).getMessage(), is("has 5 fields, the header has 4"));
  }

  @Test
  void aRecordWithTooFewFieldsGoesOnWithNullsAndAWarning() {
    RecordValidator validator = validator(ACCOUNTS);
    assertThat(validate(validator, "A1", "credit"), is(true));
    assertThat(values(validator, ACCOUNTS.columns()), contains("A1", "credit", "null", "null"));
    assertThat(rules(validator), contains("record.tooFewFields"));
  }

  @Test
  void aRecordWithTooFewFieldsOverSeveralLinesIsRefused() {
    RecordValidator validator = validator(ACCOUNTS);
    boolean sound = look(validator, record(UTF_8, "A1", "\"credit\n"), 1, null, () -> true);
    assertThat(sound, is(false));
    assertThat(
        validator.violations().get(0).getMessage(),
        is("has 2 fields, the header has 4; it spans lines: is a quote missing?"));
  }

  @Test
  void aRecordThatIsTheHeaderAgainIsRefusedAndOneThatIsAlmostIsNot() {
    RecordValidator validator = validator(ACCOUNTS);
    String[] header = ACCOUNTS.fields().stream().map(Field::header).toArray(String[]::new);
    assertThat(validate(validator, header), is(false));
    assertThat(rules(validator), contains("record.repeatedHeader"));
    header[3] = "";
    validate(validator, header);
    assertThat(rules(validator), not(hasItem("record.repeatedHeader")));
  }

  @Test
  void aRecordWithoutShapeHasThatOneViolation() {
    RecordValidator validator = validator(ACCOUNTS);
    Problem problem = new Problem("record.tooLong", "the record is longer than 9 bytes");
    assertThat(look(validator, record(UTF_8), 1, problem, () -> false), is(false));
    assertThat(
        validator.violations(),
        contains(Violation.of("record.tooLong", null, "the record is longer than 9 bytes", null)));
  }

  @ParameterizedTest
  @CsvSource({"WARN, true", "QUARANTINE, false", "FAIL, false"})
  void theOutcomeOfTheRuleIsThatOfTheRecord(Outcome outcome, boolean sound) {
    FieldRule rule = rule("n", Kind.MAXIMUM, "5", outcome);
    RecordValidator validator =
        validator(dataset(Format.CSV, List.of(), field("n", Type.INTEGER, rule)));
    assertThat(validate(validator, "6"), is(sound));
    assertThat(validator.rejects(), is(!sound));
    assertThat(rules(validator), contains("n.maximum"));
  }

  @Test
  void theWorstOutcomeCounts() {
    Dataset things =
        dataset(
            Format.CSV,
            List.of(),
            field("a", Type.INTEGER, rule("a", Kind.MAXIMUM, "5", Outcome.FAIL)),
            field("b", Type.INTEGER, rule("b", Kind.MAXIMUM, "5", Outcome.WARN)));
    RecordValidator validator = validator(things);
    assertThat(validate(validator, "6", "6"), is(false));
    assertThat(validator.rejects(), is(true));
    assertThat(validate(validator, "5", "6"), is(true));
    assertThat(validator.rejects(), is(false));
  }

  @Test
  void aMissingOrMistypedValueTakesTheOutcomeOfItsRule() {
    Dataset things =
        dataset(
            Format.CSV,
            List.of(),
            required(
                "n",
                Type.INTEGER,
                rule("n", Kind.REQUIRED, "", Outcome.FAIL),
                rule("n", Kind.TYPE, "", Outcome.QUARANTINE)));
    RecordValidator validator = validator(things);
    assertThat(validate(validator, ""), is(false));
    assertThat(validate(validator, "x"), is(false));
  }

  @Test
  void showsNoValueOfAClassifiedField() {
    Dataset people =
        dataset(
            Format.CSV,
            List.of(),
            classified("name", "restricted", rule("name", Kind.MAX_LENGTH, "3")),
            classified("city", "public", rule("city", Kind.MAX_LENGTH, "3")));
    RecordValidator validator = validator(people);
    assertThat(validate(validator, "Ada Lovelace", "London"), is(false));
    assertThat(
        validator.violations(),
        contains(
            Violation.of("name.maxLength", "name", "must have at most 3 characters", "***"),
            Violation.of("city.maxLength", "city", "must have at most 3 characters", "London")));
  }

  @Test
  void showsTheFirstKilobyteOfALongValue() {
    RecordValidator validator = validator(dataset(Format.CSV, List.of(), field("n", Type.INTEGER)));
    assertThat(validate(validator, "x".repeat(5000)), is(false));
    assertThat(validator.violations().get(0).getValue(), is("x".repeat(1024)));
  }

  @Test
  void quotedTextIsNeverNullInCsv() {
    Dataset things = dataset(csv("", "NULL"), List.of(), field("t", Type.STRING));
    assertThat(only(things, UTF_8, "NULL"), is("null"));
    assertThat(only(things, UTF_8, ""), is("null"));
    assertThat(only(things, UTF_8, "\"NULL\""), is("NULL"));
    assertThat(only(things, UTF_8, "\"\""), is(""));
    assertThat(only(things, UTF_8, "null"), is("null"));
    assertThat(only(things, UTF_8, "NULLS"), is("NULLS"));
  }

  @Test
  void emptyQuotesAreAMissingNumberAndAMissingRequiredText() {
    Dataset things =
        dataset(Format.CSV, List.of(), field("n", Type.INTEGER), required("t", Type.STRING));
    RecordValidator validator = validator(things);
    assertThat(validate(validator, "\"\"", "x"), is(true));
    assertThat(validate(validator, "1", "\"\""), is(false));
    assertThat(rules(validator), contains("t.required"));
  }

  @Test
  void theEmptyTextIsTextWhereTheFormatSaysSo() {
    Dataset things = dataset(csv("NULL"), List.of(), field("t", Type.STRING));
    assertThat(only(things, UTF_8, ""), is(""));
    assertThat(only(things, UTF_8, "NULL"), is("null"));
  }

  @Test
  void jsonHasItsOwnNullAndMayHaveTextsForIt() {
    Format json = new Format(Format.Kind.JSON_LINES, ',', '"', "UTF-8", false, Set.of("n/a"));
    Dataset things = dataset(json, List.of(), field("t", Type.STRING));
    assertThat(only(things, UTF_8, (String) null), is("null"));
    assertThat(only(things, UTF_8, "\"n/a\""), is("null"));
    assertThat(only(things, UTF_8, "\"\""), is(""));
  }

  @Test
  void trimsBlanksBeforeAnythingElse() {
    Dataset things = dataset(csv("", "NULL"), List.of(), trimmed("n", Type.INTEGER));
    assertThat(only(things, UTF_8, " \t42\r\n"), is("42"));
    assertThat(only(things, UTF_8, "  NULL "), is("null"));
    assertThat(only(things, UTF_8, "   "), is("null"));
  }

  @Test
  void takesAFieldsOwnNullTextsBesideThoseOfItsFile() {
    Field limit = cleaned("n", Type.INTEGER, Set.of("-999"), LetterCase.AS_IS, Map.of());
    Dataset things = dataset(csv("", "NULL"), List.of(), limit);
    assertThat(only(things, UTF_8, " -999 "), is("null"));
    assertThat(only(things, UTF_8, "NULL"), is("null"));
    assertThat(only(things, UTF_8, ""), is("null"));
    assertThat(only(things, UTF_8, "-998"), is("-998"));
  }

  @ParameterizedTest
  @CsvSource({
    "'  CHECKING ', checking",
    "Chekcing, checking",
    "N/A, null",
    "n/a, n/a",
    "ÉPARGNE, épargne"
  })
  void trimsThenFindsNullThenChangesCaseThenMaps(String text, String kept) {
    Field kind =
        cleaned("t", Type.STRING, Set.of("N/A"), LetterCase.LOWER, Map.of("chekcing", "checking"));
    assertThat(only(dataset(csv(""), List.of(), kind), UTF_8, text), is(kept));
    assertThat(only(dataset(csv(""), List.of(), kind), ISO_8859_1, text), is(kept));
  }

  @Test
  void changesCaseWithoutAMapping() {
    Field code = cleaned("t", Type.STRING, Set.of(), LetterCase.UPPER, Map.of());
    assertThat(only(dataset(csv(""), List.of(), code), UTF_8, "straße 1"), is("STRASSE 1"));
  }

  @Test
  void mapsTextsBeforeTheyAreTyped() {
    Dataset things =
        dataset(
            Format.CSV, List.of(), mapped("b", Type.BOOLEAN, Map.of("Y", "true", "ñ", "false")));
    assertThat(only(things, UTF_8, "Y"), is("true"));
    assertThat(only(things, UTF_8, "FALSE"), is("false"));
    assertThat(only(things, ISO_8859_1, "ñ"), is("false"));
    RecordValidator validator = validator(things);
    assertThat(validate(validator, "y"), is(false));
    assertThat(
        validator.violations(),
        contains(Violation.of("b.type", "b", "is neither true nor false", "y")));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesBytesThatAreNoTextMappedOrNot(boolean isMapped) {
    Field field = isMapped ? mapped("t", Type.STRING, Map.of("a", "b")) : field("t", Type.STRING);
    RecordValidator validator = validator(dataset(Format.CSV, List.of(), field));
    Fields malformed = bytes(new byte[] {'a', (byte) 0xFF});
    assertThat(look(validator, malformed, 1, null, () -> false), is(false));
    assertThat(
        validator.violations(),
        contains(
            Violation.of("t.encoding", "t", "holds bytes that are no text in UTF-8", "a\uFFFD")));
  }

  @Test
  void readsNullTextsAndTextInTheCharacterSetOfTheFile() {
    Dataset things = dataset(csv("keine für"), List.of(), field("t", Type.STRING));
    assertThat(only(things, ISO_8859_1, "keine für"), is("null"));
    assertThat(only(things, ISO_8859_1, "für"), is("für"));
  }

  @Test
  void findsFieldsWhereTheHeaderPutThemAndEncodesThemInTheOrderOfTheRow() {
    Columns row = ACCOUNTS.columns().select(List.of("balance", "id", "opened_on", "kind"));
    RecordValidator validator = new RecordValidator(ACCOUNTS, row, List.of(4, 0, 2, 1), 5, UTF_8);
    assertThat(validate(validator, "savings", "2024-01-01", "3", "other", "A1"), is(true));
    assertThat(values(validator, row), contains("3.00", "A1", "2024-01-01", "savings"));
  }

  @Test
  void aViolationOfTheWholeRecordNamesNoField() {
    Findings findings = new Findings();
    findings.addShape("record.x", "is odd", Outcome.WARN);
    assertThat(findings.violations().get(0).getField(), is(nullValue()));
    assertThat(findings.isWhole(), is(true));
    assertThat(findings.reject(), is(false));
    findings.addShape("record.y", "is odder", Outcome.QUARANTINE);
    assertThat(findings.isWhole(), is(false));
    assertThat(findings.reject(), is(true));
    findings.clear();
    assertThat(findings.isEmpty() && findings.isWhole() && !findings.reject(), is(true));
  }

  private static Format csv(String... nullTexts) {
    return new Format(Format.Kind.CSV, ',', '"', "UTF-8", true, Set.of(nullTexts));
  }

  private static RecordValidator validator(Dataset dataset) {
    return validator(dataset, UTF_8);
  }

  private static RecordValidator validator(Dataset dataset, Charset charset) {
    int width = dataset.fields().size();
    return new RecordValidator(
        dataset, dataset.columns(), IntStream.range(0, width).boxed().toList(), width, charset);
  }

  private static boolean look(
      RecordValidator validator,
      Fields record,
      long line,
      Problem problem,
      BooleanSupplier isMultiLine) {
    return validator.validate(record, line, record.size(), problem, isMultiLine);
  }

  private static boolean validate(RecordValidator validator, String... texts) {
    return look(validator, record(UTF_8, texts), 7, null, () -> false);
  }

  /** The one field of a sound record as it stands in the row. */
  private static String only(Dataset dataset, Charset charset, String text) {
    RecordValidator validator = validator(dataset, charset);
    assertThat(look(validator, record(charset, text), 1, null, () -> false), is(true));
    return values(validator, dataset.columns()).get(0);
  }

  private static List<String> rules(RecordValidator validator) {
    return validator.violations().stream().map(Violation::getRule).toList();
  }

  private static List<String> values(RecordValidator validator, Columns columns) {
    RowCursor cursor = cursor(validator, columns);
    List<String> values = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      values.add(String.valueOf(cursor.valueAt(i)));
    }
    return values;
  }

  private static RowCursor cursor(RecordValidator validator, Columns columns) {
    RowCursor cursor = new RowCursor(columns);
    cursor.moveTo(validator.row().bytes(), 0);
    return cursor;
  }
}
