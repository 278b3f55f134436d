package dev.assay.transforms.read;

import dev.assay.schemas.Format;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * From the bytes of a file to bytes in which ASCII means ASCII. Most encodings are read as they
 * are; others, UTF-16 among them, become UTF-8 on the way.
 */
final class Encoding {
  private static final Pattern SUPERSETS_OF_ASCII =
      Pattern.compile("UTF-8|US-ASCII|ISO-8859-\\d+|windows-125\\d");

  /** Bytes of the longest byte order mark. */
  static final int LONGEST_MARK = 4;

  private Encoding() {}

  /** The character set in which a reader sees a file of this format. */
  static Charset ofBytes(Format format) {
    return isReadAsIs(format) ? format.charset() : StandardCharsets.UTF_8;
  }

  static boolean isReadAsIs(Format format) {
    String name = format.charset().name();
    return format.kind() == Format.Kind.CSV
        ? SUPERSETS_OF_ASCII.matcher(name).matches()
        : format.charset().equals(StandardCharsets.UTF_8);
  }

  /**
   * The text of a file from its first byte on, in {@link #ofBytes}, without a byte order mark.
   *
   * @throws FileUnreadableException if the mark is that of another encoding than the format's
   */
  static InputStream decode(InputStream in, String file, Format format) throws IOException {
    boolean isUtf8 = format.charset().equals(StandardCharsets.UTF_8);
    if (isReadAsIs(format) && !isUtf8) {
      return in;
    }
    InputStream text = isUtf8 ? in : new TranscodedStream(in, file, format.charset());
    PushbackInputStream peeked = new PushbackInputStream(text, LONGEST_MARK);
    byte[] head = peeked.readNBytes(LONGEST_MARK);
    if (startsWith(head, 0xFE, 0xFF)
        || startsWith(head, 0xFF, 0xFE)
        || startsWith(head, 0, 0, 0xFE, 0xFF)) {
      throw new FileUnreadableException(
          file,
          "starts with the byte order mark of UTF-16 or UTF-32, the contract says UTF-8",
          "write it in UTF-8, or name its encoding in the contract");
    }
    int mark = startsWith(head, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    peeked.unread(head, mark, head.length - mark);
    return peeked;
  }

  private static boolean startsWith(byte[] head, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (i >= head.length || (head[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
