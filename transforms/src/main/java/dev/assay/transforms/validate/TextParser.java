package dev.assay.transforms.validate;

import dev.assay.transforms.rows.RowEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Text. Bytes that are no text in the character set are refused, never replaced. */
final class TextParser extends ValueParser {
  private final Charset charset;
  private final CharsetDecoder decoder;
  private byte[] bytes = new byte[0];
  private int start;
  private int end;
  private boolean isAscii;
  private @Nullable String text;

  TextParser(Charset charset) {
    this.charset = charset;
    this.decoder = charset.newDecoder();
  }

  @Override
  @Nullable String parse(byte[] source, int from, int to) {
    bytes = source;
    start = from;
    end = to;
    text = null;
    isAscii = isAscii();
    if (isAscii) {
      return null;
    }
    try {
      text = decoder.decode(ByteBuffer.wrap(bytes, start, end - start)).toString();
      return null;
    } catch (CharacterCodingException e) {
      return "holds bytes that are no text in " + charset.name();
    }
  }

  private boolean isAscii() {
    for (int i = start; i < end; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  void write(RowEncoder into) {
    if (isAscii || charset.equals(StandardCharsets.UTF_8)) {
      into.putBytes(bytes, start, end);
    } else {
      into.putString(value());
    }
  }

  @Override
  String value() {
    if (text == null) {
      text = new String(bytes, start, end - start, StandardCharsets.US_ASCII);
    }
    return text;
  }
}
