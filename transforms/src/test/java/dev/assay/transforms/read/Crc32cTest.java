package dev.assay.transforms.read;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class Crc32cTest {

  @Test
  void writesTheCheckValueOfTheStandard() {
    assertThat(Crc32c.toHex(crc("123456789".getBytes(StandardCharsets.US_ASCII))), is("e3069283"));
  }

  @Property
  void combinesTheChecksumsOfTwoParts(@ForAll byte[] first, @ForAll byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    assertThat(Crc32c.combine(crc(first), crc(second), second.length), is(crc(both)));
  }

  private static int crc(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return (int) crc.getValue();
  }
}
