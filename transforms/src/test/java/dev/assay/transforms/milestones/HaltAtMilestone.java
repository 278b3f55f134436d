package dev.assay.transforms.milestones;

/**
 * Kills the process at the milestone that the system property {@value #PROPERTY} names, as a power
 * cut would: no finally, no shutdown hook. Does nothing without the property.
 */
public final class HaltAtMilestone implements Milestone.Listener {
  public static final String PROPERTY = "assay.test.haltAt";
  public static final int EXIT_CODE = 86;

  @Override
  public void reached(Milestone milestone) {
    if (milestone.name().equals(System.getProperty(PROPERTY))) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
