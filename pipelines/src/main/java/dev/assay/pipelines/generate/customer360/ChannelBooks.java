package dev.assay.pipelines.generate.customer360;

import dev.assay.pipelines.generate.GeneratedRow;
import dev.assay.pipelines.generate.RandomStream;
import dev.assay.pipelines.generate.Sum;
import java.util.List;

/**
 * The books of a channel whose rows tell, in this order, an id, a customer, what was sold or where,
 * and a time.
 */
final class ChannelBooks {
  static final int CUSTOMER = 1;
  static final int SUBJECT = 2;
  static final int TIME = 3;

  private final MasterFile customers;
  private final MasterFile subjects;
  private final SalesBooks bySubject = new SalesBooks();
  private final HourBooks hours = new HourBooks();
  private final Sum all = new Sum();

  ChannelBooks(MasterFile customers, MasterFile subjects) {
    this.customers = customers;
    this.subjects = subjects;
  }

  List<Integer> referenceColumns() {
    return List.of(CUSTOMER, SUBJECT);
  }

  /** The same row, of a customer or a subject that was never delivered. */
  GeneratedRow orphan(GeneratedRow row, RandomStream random) {
    return random.chance(0.5)
        ? row.with(CUSTOMER, customers.unknown(random))
        : row.with(SUBJECT, subjects.unknown(random));
  }

  /**
   * Notes a row that stays.
   *
   * @return how many of its references lead to nothing that stays
   */
  int accept(GeneratedRow row, long cents) {
    all.add(cents);
    return (customers.isSilver(row.key(CUSTOMER)) ? 0 : 1)
        + (subjects.isSilver(row.key(SUBJECT)) ? 0 : 1);
  }

  /** Notes that a row is a sale. */
  void sell(GeneratedRow row, long cents) {
    bySubject.add(subjects, row.key(SUBJECT), cents);
    hours.add(row.text(TIME), cents);
  }

  /** What all rows that stay come to, sales or not. */
  String total() {
    return all.getAmount();
  }

  SalesBooks bySubject() {
    return bySubject;
  }

  HourBooks hours() {
    return hours;
  }
}
