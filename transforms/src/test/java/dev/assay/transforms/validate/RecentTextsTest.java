package dev.assay.transforms.validate;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class RecentTextsTest {

  @Property
  void neverTakesOneTextForAnother(
      @ForAll List<@StringLength(max = 3) @CharRange(from = 'a', to = 'd') String> texts) {
    RecentTexts recent = new RecentTexts();
    Map<String, byte[]> kept = new HashMap<>();
    for (String text : texts) {
      byte[] line = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
      byte[] known = recent.of(line, 1, line.length - 1);
      assertThat(known == null || known == kept.get(text), is(true));
      if (known == null) {
        kept.put(text, new byte[0]);
        recent.keep(line, 1, line.length - 1, kept.get(text));
      }
      assertThat(recent.of(line, 1, line.length - 1) == kept.get(text), is(true));
    }
  }

  @Test
  void doesNotKeepLongTexts() {
    RecentTexts recent = new RecentTexts();
    byte[] text = "x".repeat(65).getBytes(StandardCharsets.UTF_8);
    recent.keep(text, 0, text.length, text);
    assertThat(recent.of(text, 0, text.length), is(nullValue()));
  }
}
