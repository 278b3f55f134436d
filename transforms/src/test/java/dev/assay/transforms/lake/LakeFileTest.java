package dev.assay.transforms.lake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.assay.transforms.log.DataFile;
import dev.assay.transforms.log.DataFile.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LakeFileTest {
  private static final String PATH = "silver/accounts/batch=b1/part-0.bin";

  @TempDir Path folder;
  private Lake lake;

  @BeforeEach
  void setUp() {
    lake = new Lake(folder.toString(), "run1");
  }

  @Test
  void hasItsFinalNameWithSizeAndHashOnceItIsFinished() throws Exception {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    DataFile written;
    try (LakeFile file = create()) {
      file.out().write(content[0]);
      file.out().write(content, 1, 99);
      file.out().write(content, 100, 200_000);
      file.out().flush();
      file.out().write(content, 200_100, content.length - 200_100);
      assertThat(Files.exists(folder.resolve(PATH)), is(false));
      written = file.finish(7);
      assertThat(file.resource().toString(), is(folder.resolve(PATH).toString()));
    }
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    assertThat(
        written,
        equalTo(new DataFile(Layer.SILVER, "accounts", null, PATH, 7, content.length, sha256)));
    assertThat(Files.readAllBytes(folder.resolve(PATH)), equalTo(content));
    assertThat(unfinished(), is(empty()));
  }

  @Test
  void isGoneIfItIsClosedUnfinished() throws IOException {
    try (LakeFile file = create()) {
      file.out().write("half".getBytes(UTF_8));
      assertThat(unfinished().size(), is(1));
    }
    assertThat(unfinished(), is(empty()));
    assertThat(Files.exists(folder.resolve(PATH)), is(false));
  }

  @Test
  void takesThePlaceOfWhatAnEarlierAttemptLeft() throws IOException {
    for (String text : List.of("a longer first", "second")) {
      try (LakeFile file = create()) {
        file.out().write(text.getBytes(UTF_8));
        file.finish(1);
      }
    }
    assertThat(Files.readString(folder.resolve(PATH)), is("second"));
  }

  @Test
  void twoAttemptsSideBySideDoNotMeet() throws IOException {
    try (LakeFile one = create();
        LakeFile other = create()) {
      one.out().write("equal".getBytes(UTF_8));
      other.out().write("equal".getBytes(UTF_8));
      assertThat(one.finish(1), equalTo(other.finish(1)));
    }
    assertThat(Files.readString(folder.resolve(PATH)), is("equal"));
  }

  @Test
  void doesNotSayItFinishedWhatSomeoneTookAway() throws IOException {
    try (LakeFile file = create()) {
      file.out().write("x".getBytes(UTF_8));
      for (Path each : unfinished()) {
        Files.delete(each);
      }
      assertThrows(IOException.class, () -> file.finish(1));
    }
  }

  private LakeFile create() throws IOException {
    return lake.create(Layer.SILVER, "accounts", "b1", "part-0.bin");
  }

  private List<Path> unfinished() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("_tmp/run1"))) {
      return files.toList();
    }
  }
}
