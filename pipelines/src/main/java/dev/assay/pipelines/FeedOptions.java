package dev.assay.pipelines;

import org.apache.beam.sdk.options.Default;
import org.apache.beam.sdk.options.Description;

/** What a pipeline that takes in whatever is new can be told. */
public interface FeedOptions extends RunOptions {

  @Description(
      "The folder that files land in, each dataset's in a folder of its own. What was published"
          + " before is known by name, size and checksum, and not taken again.")
  @Takes(value = Kind.FOLDER, example = "landing")
  String getLanding();

  void setLanding(String landing);

  @Description(
      "Seconds that a file must not have changed for; one that is written to is left for the next"
          + " run, and so is one named *.tmp or *.part.")
  @Default.Integer(5)
  @Takes(value = Kind.WHOLE_NUMBER, unlessGiven = "5")
  int getSettle();

  void setSettle(int settle);

  @Description("Days, back from the latest, in which the key of a record is looked for.")
  @Default.Integer(35)
  @Takes(value = Kind.COUNT, unlessGiven = "35")
  int getIndexDays();

  void setIndexDays(int indexDays);
}
