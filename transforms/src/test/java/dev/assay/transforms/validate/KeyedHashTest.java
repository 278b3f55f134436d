package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyedHashTest {
  @TempDir private Path folder;

  /** Test case 1 of RFC 4231. */
  @Test
  void hashesAsTheStandardDoes() {
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);

    assertThat(
        new KeyedHash(key).of("Hi There"),
        equalTo("hmac-sha256:b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"));
  }

  @Test
  void takesTheKeyOfAFileWithoutItsLineBreak() throws IOException {
    HashKey plain = key("a key of 22 characters");
    HashKey ended = key("a key of 22 characters\r\n");

    assertThat(ended.problem(), is(Optional.empty()));
    assertThat(ended.open().of("x"), equalTo(plain.open().of("x")));
    assertThat(ended.open().of("x"), not(equalTo(key("another key, as long").open().of("x"))));
  }

  @Test
  void refusesAKeyThatCanBeGuessedWithoutTellingIt() throws IOException {
    String problem = key("secret").problem().orElseThrow();

    assertThat(problem, containsString("holds 6 bytes, and a key has 16 to 4096"));
    assertThat(problem, not(containsString("secret ")));
  }

  @Test
  void refusesAKeyThatIsNotThere() {
    assertThat(
        new HashKey("env:ASSAY_NO_SUCH_KEY").problem().orElseThrow(),
        equalTo("env:ASSAY_NO_SUCH_KEY cannot be read as a key: no such variable"));
    assertThat(
        new HashKey(folder.resolve("none").toString()).problem().orElseThrow(),
        startsWith(folder.resolve("none") + " cannot be read as a key: "));
  }

  private HashKey key(String text) throws IOException {
    return new HashKey(Files.writeString(Files.createTempFile(folder, "key", ""), text).toString());
  }
}
