package dev.assay.pipelines.generate.orders;

import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * A town as JSON writes it, without the quotes.
 *
 * @param zip what its codes begin with; three digits follow
 * @param region what sales are summed by, as the tables name it
 */
record Town(String street, String city, String state, String zip, String country, String region) {
  private static final String USA = "USA";
  private static final String OTHER = "Other";

  static final Town[] ALL = {
    new Town("Main St", "Los Angeles", "CA", "90", USA, "West"),
    new Town("Lombard St", "San Francisco", "CA", "94", USA, "West"),
    new Town("Oak \\\"Old\\\" Rd", "Portland", "OR", "97", USA, "West"),
    new Town("Pike St, Apt 4", "Seattle", "WA", "98", USA, "West"),
    new Town("Broadway", "New York", "NY", "10", USA, "East"),
    new Town("Ferry St", "Newark", "NJ", "07", USA, "East"),
    new Town("Market St\\/Rear", "Philadelphia", "PA", "19", USA, "East"),
    new Town("Elm St", "Houston", "TX", "77", USA, "South"),
    new Town("Cactus Ln", "Phoenix", "AZ", "85", USA, "South"),
    new Town("Calle Peñón", "Las Cruces", "NM", "88", USA, "South"),
    new Town("Lake Shore Dr", "Chicago", "IL", "60", USA, OTHER),
    new Town("Beacon St", "Boston", "MA", "02", USA, OTHER),
    new Town("Rue de l'\\u00c9glise", "Montréal", "QC", "30", "Canada", OTHER),
  };

  /** The region of an order without an address, too. */
  static String region(Order.@Nullable Address address) {
    return address == null ? OTHER : address.town().region();
  }
}
