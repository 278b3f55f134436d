package dev.assay.schemas;

import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Which statuses of an order make it a sale. */
public final class SaleStatuses implements Serializable {
  private final Set<String> counted;

  /** Why an order with each of the known statuses would be none. */
  private final Map<String, String> reasons = new TreeMap<>();

  private SaleStatuses(Set<String> counted, Set<String> known) {
    this.counted = counted;
    known.forEach(status -> reasons.put(status, "status " + status + " is not counted"));
  }

  /** These, letter by letter. */
  public static SaleStatuses of(String... counted) {
    return new SaleStatuses(new TreeSet<>(List.of(counted)), new TreeSet<>(List.of(counted)));
  }

  /**
   * Those of a list, in whatever case, as the contract writes them. A contract that does not list
   * the statuses an order can have allows any, letter by letter.
   *
   * @param dataset the dataset that has the orders
   * @param field its field that has their status
   * @param list with commas between the statuses
   * @throws RequestException if the contract does not allow one of them
   */
  public static SaleStatuses of(Contract contract, String dataset, String field, String list) {
    List<String> asked = Stream.of(list.split(",")).map(String::strip).toList();
    Set<String> known = known(contract, dataset, field);
    if (known.isEmpty()) {
      return of(asked.toArray(String[]::new));
    }
    Set<String> counted = new TreeSet<>();
    for (String status : asked) {
      counted.add(
          known.stream()
              .filter(status::equalsIgnoreCase)
              .findFirst()
              .orElseThrow(() -> unknown(status, known)));
    }
    return new SaleStatuses(counted, known);
  }

  private static RequestException unknown(String status, Set<String> known) {
    return new RequestException(
        "--saleStatuses: no order has the status \""
            + status
            + "\"; the contract allows "
            + String.join(", ", known));
  }

  private static Set<String> known(Contract contract, String dataset, String field) {
    return contract
        .find(dataset)
        .flatMap(orders -> orders.find(field))
        .flatMap(
            status ->
                status.rules().stream()
                    .filter(rule -> rule.kind() == FieldRule.Kind.VALID_VALUES)
                    .findFirst())
        .map(rule -> new LinkedHashSet<>(rule.values()))
        .orElseGet(LinkedHashSet::new);
  }

  /** Whether an order with that status is a sale. */
  public boolean count(@Nullable String status) {
    return status != null && counted.contains(status);
  }

  /** Why an order with that status is none; one of a few sentences, whatever the files hold. */
  public String reason(@Nullable String status) {
    if (status == null) {
      return "no status";
    }
    return reasons.getOrDefault(status, "status is not known");
  }

  /** The list, in alphabetical order. */
  @Override
  public String toString() {
    return String.join(",", counted);
  }
}
