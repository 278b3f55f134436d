package dev.assay.transforms.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class JsonTest {
  private static final Manifest MANIFEST = Manifests.published("b1").withNumber(42);

  @Test
  void aManifestComesBackAsItWas() throws IOException {
    assertThat(Json.read(Json.write(MANIFEST), Manifest.class), equalTo(MANIFEST));
    assertThat(Json.read(Json.writePretty(MANIFEST), Manifest.class), equalTo(MANIFEST));
  }

  @Test
  void amountsAreTextInPlainDigitsAndTimesAreIso() {
    String json = Json.write(MANIFEST);
    assertThat(json, containsString("\"12345678901234567890123456789.123456789\""));
    assertThat(json, containsString("\"table\":\"0.000000000\""));
    assertThat(json, containsString("\"amount\":\"-0.10\""));
    assertThat(json, containsString("\"asOf\":\"2024-02-29\""));
    assertThat(json, containsString("\"committedAt\":\"2026-01-01T00:00:00.123456789Z\""));
  }

  @Test
  void holdsNothingThatIsComputedFromTheRest() {
    String json = Json.write(MANIFEST);
    for (String derived : new String[] {"published", "difference", "refusals", "compactDecimal"}) {
      assertThat(json, not(containsString('"' + derived + '"')));
    }
  }

  @Test
  void passesOverWhatALaterVersionAdds() throws IOException {
    String later = Json.write(MANIFEST).replaceFirst("\\{", "{\"more\": [1], ");
    assertThat(Json.read(later, Manifest.class), equalTo(MANIFEST));
  }

  @Test
  void readsTablesOfBeforeAnyWasIncremental() throws IOException {
    String before = Json.write(MANIFEST).replace("\"incremental\":false,", "");
    assertThat(before, not(containsString("incremental")));
    assertThat(Json.read(before, Manifest.class), equalTo(MANIFEST));
  }

  @Test
  void refusesWhatFollowsARecord() {
    byte[] twice = (Json.write(MANIFEST) + "{}").getBytes(UTF_8);
    assertThrows(IOException.class, () -> Json.read(twice, Manifest.class));
  }
}
