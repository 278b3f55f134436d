package dev.assay.transforms.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Text in any encoding as UTF-8. Bytes that the encoding does not know are an error of the file.
 */
final class TranscodedStream extends InputStream {
  private final InputStream in;
  private final String file;
  private final CharsetDecoder decoder;
  private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
  private final ByteBuffer encoded = ByteBuffer.allocate(64 << 10).limit(0);
  private final CharBuffer chars = CharBuffer.allocate(16 << 10);
  private final ByteBuffer utf8 = ByteBuffer.allocate(64 << 10).limit(0);
  private long line = 1;
  private boolean atEnd;

  TranscodedStream(InputStream in, String file, Charset charset) {
    this.in = in;
    this.file = file;
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  public int read() throws IOException {
    return fill() ? utf8.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, utf8.remaining());
    utf8.get(target, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!utf8.hasRemaining()) {
      if (atEnd) {
        return false;
      }
      decode();
      utf8.clear();
      chars.flip();
      CoderResult result = encoder.encode(chars, utf8, atEnd);
      chars.compact();
      utf8.flip();
      check(result);
    }
    return true;
  }

  private void decode() throws IOException {
    encoded.compact();
    int read = in.readNBytes(encoded.array(), encoded.position(), encoded.remaining());
    boolean isLast = read < encoded.remaining();
    encoded.position(encoded.position() + read).flip();
    int start = chars.position();
    CoderResult result = decoder.decode(encoded, chars, isLast);
    if (result.isUnderflow() && isLast) {
      result = decoder.flush(chars);
      atEnd = result.isUnderflow();
    }
    for (int i = start; i < chars.position(); i++) {
      line += chars.array()[i] == '\n' ? 1 : 0;
    }
    check(result);
  }

  private void check(CoderResult result) throws FileUnreadableException {
    if (result.isError()) {
      throw new FileUnreadableException(
          file,
          "is not " + decoder.charset() + " near line " + line,
          "name the encoding it is in in the contract, or write it anew");
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
