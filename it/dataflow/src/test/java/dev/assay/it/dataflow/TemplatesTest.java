package dev.assay.it.dataflow;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.dataflow.model.ParameterMetadata;
import com.google.api.services.dataflow.model.TemplateMetadata;
import dev.assay.it.cloud.Servers;
import dev.assay.pipelines.Assay;
import dev.assay.pipelines.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Dataflow is told of the pipelines, as it lies in {@code deploy/flex-templates}. */
final class TemplatesTest {
  private static final Path COMMITTED = Servers.project().resolve("deploy/flex-templates");

  /** If it is not: {@code ./assay templates --output=deploy/flex-templates}. */
  @Test
  void followsFromTheOptions(@TempDir Path folder) throws IOException {
    assertThat(Assay.run("templates", "--output=" + folder), is(ExitCode.PUBLISHED));

    Map<String, String> made = templates(folder);
    assertThat(made.keySet(), hasSize(7));
    assertThat(templates(COMMITTED), equalTo(made));
  }

  @Test
  void hasOnlyWhatTheServiceKnows() throws IOException {
    for (String json : templates(COMMITTED).values()) {
      TemplateMetadata template =
          GsonFactory.getDefaultInstance().fromString(json, TemplateMetadata.class);
      assertThat(template.getUnknownKeys().keySet(), hasSize(0));
      for (ParameterMetadata parameter : template.getParameters()) {
        assertThat(parameter.getUnknownKeys().keySet(), hasSize(0));
      }
    }
  }

  /** A launch with a parameter that is not listed is refused. */
  @Test
  void listsWhatOnlyTheCloudNeeds() throws IOException {
    TemplateMetadata template =
        GsonFactory.getDefaultInstance()
            .fromString(templates(COMMITTED).get("banking.json"), TemplateMetadata.class);

    assertThat(
        template.getParameters().stream().map(ParameterMetadata::getName).toList(),
        hasItem("warehouseLocation"));
  }

  private static Map<String, String> templates(Path folder) throws IOException {
    Map<String, String> templates = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
        templates.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return templates;
  }
}
