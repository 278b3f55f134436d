package dev.assay.transforms.testing;

import dev.assay.transforms.milestones.Milestone;

/** Makes each milestone a moment at which a lost attempt may die. */
public final class DieAtMilestone implements Milestone.Listener {
  @Override
  public void reached(Milestone milestone) {
    Doom.step();
  }
}
