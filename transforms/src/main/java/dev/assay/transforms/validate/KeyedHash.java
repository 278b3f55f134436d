package dev.assay.transforms.validate;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA-256 (RFC 2104, FIPS 180-4) of texts: equal texts have equal hashes, so that they can be
 * counted and joined, and nobody without the key can tell which text it was. Not thread-safe.
 */
public final class KeyedHash {
  /** What a hash begins with, so that nobody takes it for a value. */
  public static final String PREFIX = "hmac-sha256:";

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac mac;

  KeyedHash(byte[] key) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM + " for any key", e);
    }
  }

  /** The hash of a text in UTF-8: {@link #PREFIX} and 64 hex digits. */
  public String of(String text) {
    return PREFIX + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }
}
