package dev.assay.schemas;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The keys that one kind of mapping may have.
 *
 * @param used keys that Assay reads
 * @param ignored keys of the standard that describe and bind nothing: accepted unread
 */
record Keys(Set<String> used, Set<String> ignored) {
  private static final Set<String> PROSE =
      Set.of("id", "businessName", "authoritativeDefinitions", "tags");

  static final Keys CONTRACT =
      of("apiVersion kind id version status domain schema customProperties description")
          .ignoring("name tenant tags servers dataProduct support price team roles")
          .ignoring("slaDefaultElement slaProperties authoritativeDefinitions contractCreatedTs");

  static final Keys SCHEMA =
      of("name physicalName description properties relationships quality customProperties")
          .ignoring("logicalType physicalType dataGranularityDescription")
          .ignoring(PROSE);

  static final Keys PROPERTY =
      of("name physicalName physicalType logicalType logicalTypeOptions description required")
          .using("primaryKey primaryKeyPosition unique classification relationships quality")
          .using("customProperties properties items partitioned")
          .ignoring("partitionKeyPosition encryptedName transformSourceObjects")
          .ignoring("transformLogic transformDescription examples criticalDataElement")
          .ignoring(PROSE);

  static final Keys ITEMS =
      of("logicalType properties").ignoring("name physicalType description").ignoring(PROSE);

  static final Keys RELATIONSHIP = of("type from to customProperties").ignoring("id");

  static final Keys CUSTOM_PROPERTY = of("property value").ignoring("id description");

  static final Keys QUALITY =
      of("type name description dimension severity unit metric arguments engine implementation")
          .using("customProperties query mustBe mustNotBe mustBeGreaterThan mustBeLessThan")
          .using("mustBeGreaterOrEqualTo mustBeLessOrEqualTo mustBeBetween mustNotBeBetween")
          .ignoring("businessImpact method schedule scheduler")
          .ignoring(PROSE);

  static Keys of(String used) {
    return new Keys(words(used), Set.of());
  }

  private Keys using(String more) {
    return new Keys(union(used, words(more)), ignored);
  }

  private Keys ignoring(String more) {
    return ignoring(words(more));
  }

  private Keys ignoring(Set<String> more) {
    return new Keys(used, union(ignored, more));
  }

  boolean contains(String key) {
    return used.contains(key) || ignored.contains(key);
  }

  /** Every key, in alphabetical order. */
  Set<String> all() {
    return union(used, ignored).stream()
        .sorted()
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Set<String> words(String text) {
    return Set.of(text.split(" "));
  }

  private static Set<String> union(Set<String> a, Set<String> b) {
    return Stream.concat(a.stream(), b.stream()).collect(Collectors.toUnmodifiableSet());
  }
}
