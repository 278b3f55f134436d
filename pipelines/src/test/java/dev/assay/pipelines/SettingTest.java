package dev.assay.pipelines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import org.junit.jupiter.api.Test;

class SettingTest {
  private final List<Setting> settings = Setting.of(BatchOptions.class);

  @Test
  void listsOurOptionsAndNoneOfBeamsRequiredOnesFirst() {
    assertThat(
        settings.stream().map(Setting::name).toList(),
        contains(
            "input",
            "output",
            "archive",
            "asOf",
            "batch",
            "contract",
            "quarantineKey",
            "warehouse",
            "maxColumns",
            "maxFieldSize",
            "maxFileSize",
            "maxGzipRatio",
            "maxJsonDepth",
            "maxNumberLength",
            "maxRecordSize"));
  }

  @Test
  void saysOfEveryOptionalOneWhatHoldsWithoutIt() {
    List<String> optional =
        settings.stream().filter(s -> !s.isRequired()).map(Setting::unlessGiven).toList();
    assertThat(optional, everyItem(is(not(emptyString()))));
  }

  @Test
  void requiresAContractOfIngestAlone() {
    assertThat(
        Setting.of(IngestOptions.class).stream()
            .filter(Setting::isRequired)
            .map(Setting::name)
            .toList(),
        contains("contract", "input", "output"));
  }
}
