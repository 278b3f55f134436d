package dev.assay.pipelines.generate;

/** The words that generated customers are made of. */
public final class Words {

  /** A town, its state, and how its postal codes are written: {@code #} is any digit. */
  public record Town(String city, String state, String zip) {}

  private static final String[] FIRST_NAMES = {
    "Amara", "Björn", "Chloé", "Dmitri", "Elif", "Fátima", "George", "Hana", "Ines", "Jürgen",
    "Kofi", "Łucja", "Mei", "Noah", "Olu", "Priya", "Quentin", "Renée", "Søren", "Tomás",
    "Uma", "Víctor", "Wanjiru", "Ximena", "Yūki", "Zoë", "Дарья", "美咲", "سارة"
  };

  private static final String[] LAST_NAMES = {
    "Andersson",
    "Baker",
    "Castañeda",
    "Dubois",
    "Evans",
    "Fischer",
    "García",
    "Hughes",
    "Ito",
    "Jovanović",
    "Kowalski",
    "Lefèvre",
    "Mbeki",
    "Nguyễn",
    "O'Connor",
    "Petrov",
    "Quispe",
    "Rossi",
    "Smith-Jones",
    "Tremblay",
    "Ueda",
    "van der Berg",
    "Walker",
    "Xu",
    "Yılmaz",
    "林"
  };

  private static final String[] STREETS = {
    "Ash St",
    "Birch Ln",
    "Cedar Rd",
    "Dock Ave",
    "Elm Dr",
    "Rue de l'Église",
    "King St",
    "Lake Blvd",
    "Mill Rd",
    "Nord-Allee",
    "Oak Ct",
    "Queen's Pl"
  };

  private static final Town[] TOWNS = {
    new Town("Boston", "MA", "021##"),
    new Town("Hartford", "CT", "061##"),
    new Town("Newark", "NJ", "071##"),
    new Town("Austin", "TX", "787##"),
    new Town("St. Louis", "MO", "631##"),
    new Town("Montréal", "QC", "H#X #Y#"),
    new Town("Toronto", "ON", "M#B #C#"),
    new Town("Washington, D.C.", "DC", "200##")
  };

  private static final String[] COLOURS = {"Amber", "Blue", "Crème", "Dark", "Emerald", "Grün"};

  private static final String[] THINGS = {
    "Kettle", "Lamp", "Scarf", "Atlas", "Robot", "Novel, 2nd ed.", "Charger", "15\" Screen"
  };

  private Words() {}

  public static String firstName(RandomStream random) {
    return random.pick(FIRST_NAMES);
  }

  public static String lastName(RandomStream random) {
    return random.pick(LAST_NAMES);
  }

  public static String product(RandomStream random) {
    return random.pick(COLOURS) + " " + random.pick(THINGS);
  }

  /** A house and a street; one in three has a flat after a comma. */
  public static String address(RandomStream random) {
    String house = random.between(1, 1999) + " " + random.pick(STREETS);
    return random.chance(1.0 / 3) ? house + ", Apt " + random.between(1, 40) : house;
  }

  public static Town town(RandomStream random) {
    return random.pick(TOWNS);
  }

  public static String zip(RandomStream random, Town town) {
    StringBuilder zip = new StringBuilder(town.zip());
    for (int i = 0; i < zip.length(); i++) {
      if (zip.charAt(i) == '#') {
        zip.setCharAt(i, (char) ('0' + random.below(10)));
      }
    }
    return zip.toString();
  }
}
