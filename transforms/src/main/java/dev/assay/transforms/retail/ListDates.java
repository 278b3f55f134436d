package dev.assay.transforms.retail;

import static dev.assay.schemas.retail.RetailTables.DIM_DATES;

import dev.assay.schemas.Column;
import dev.assay.schemas.Columns;
import dev.assay.schemas.Type;
import dev.assay.schemas.retail.CalendarDate;
import dev.assay.schemas.retail.DailySales;
import dev.assay.transforms.gold.Days;
import dev.assay.transforms.rows.Group;
import dev.assay.transforms.rows.PerKey;
import dev.assay.transforms.rows.PerRow;
import dev.assay.transforms.rows.Results;
import dev.assay.transforms.rows.Rows;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.IsoFields;
import java.util.List;
import java.util.Locale;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.values.Row;

/**
 * Lists the days from the first sale to the last, those without a sale too: one row per day. Weeks
 * are those of ISO 8601, names are English.
 *
 * <p>Needs the sales by day (date); of the columns that {@link SumDailySales} makes, no other.
 */
public final class ListDates extends PTransform<Rows<DailySales>, Rows<CalendarDate>> {
  private static final Group.Input<Row> DAYS = Group.Input.rows("Days");

  /** All days have one key: there are few, and what is between them takes them all. */
  private static final Columns DAY =
      Columns.of(
          List.of(
              new Column("calendar", Type.STRING, false, ""),
              new Column("date", Type.DATE, false, "")));

  private ListDates() {}

  public static ListDates create() {
    return new ListDates();
  }

  @Override
  public Rows<CalendarDate> expand(Rows<DailySales> sales) {
    Rows<Row> days =
        PerRow.of("TakeDay", sales)
            .compute(DAY, (day, results) -> results.output(row(Days.of(day.getDate()))));
    return PerKey.of("calendar").with(DAYS, days).compute(DIM_DATES, ListDates::fill);
  }

  private static Row row(LocalDate day) {
    return Row.withSchema(DAY.toSchema()).addValues("all", day).build();
  }

  static void fill(Group group, Results<CalendarDate> results) {
    LocalDate first = LocalDate.MAX;
    LocalDate last = LocalDate.MIN;
    for (Row row : group.rows(DAYS)) {
      LocalDate day = row.getLogicalTypeValue("date", LocalDate.class);
      first = day.isBefore(first) ? day : first;
      last = day.isAfter(last) ? day : last;
    }
    first.datesUntil(last.plusDays(1)).map(ListDates::describe).forEach(results::output);
  }

  static CalendarDate describe(LocalDate day) {
    DayOfWeek weekday = day.getDayOfWeek();
    return CalendarDate.builder()
        .setDateId(Days.id(day))
        .setDate(Days.toInstant(day))
        .setYear(day.getYear())
        .setQuarter(day.get(IsoFields.QUARTER_OF_YEAR))
        .setMonth(day.getMonthValue())
        .setMonthName(day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .setDay(day.getDayOfMonth())
        .setDayOfWeek(weekday.getValue())
        .setDayName(weekday.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
        .setIsoYear(day.get(IsoFields.WEEK_BASED_YEAR))
        .setIsoWeek(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))
        .setIsWeekend(weekday.compareTo(DayOfWeek.SATURDAY) >= 0)
        .build();
  }
}
