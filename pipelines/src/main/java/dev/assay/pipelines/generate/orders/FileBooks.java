package dev.assay.pipelines.generate.orders;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/** The books of one file of orders, or of several, in lines. Mutable while they are written. */
@JsonPropertyOrder({"lines", "sound", "broken", "repeated", "conflicting"})
final class FileBooks {
  private int sound;
  private int broken;
  private int repeated;
  private int conflicting;

  void sound() {
    sound++;
  }

  void broken() {
    broken++;
  }

  void repeated() {
    repeated++;
  }

  void conflicting() {
    conflicting++;
  }

  void add(FileBooks other) {
    sound += other.sound;
    broken += other.broken;
    repeated += other.repeated;
    conflicting += other.conflicting;
  }

  public long getLines() {
    return (long) sound + broken + repeated + conflicting;
  }

  /** Orders that come for the first time. */
  public int getSound() {
    return sound;
  }

  public int getBroken() {
    return broken;
  }

  /** Orders that come again, byte for byte. */
  public int getRepeated() {
    return repeated;
  }

  /** Orders that come with other content than the line counted as sound. */
  public int getConflicting() {
    return conflicting;
  }
}
