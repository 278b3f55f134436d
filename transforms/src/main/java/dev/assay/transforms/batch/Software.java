package dev.assay.transforms.batch;

/** The version of Assay that runs. */
final class Software {
  private Software() {}

  /** As the jar says; {@code unpackaged} for classes that are in none. */
  static String version() {
    String version = Software.class.getPackage().getImplementationVersion();
    return version == null ? "unpackaged" : version;
  }
}
