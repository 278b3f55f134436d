package dev.assay.transforms.hash;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.HexFormat;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.conscrypt.Conscrypt;

/**
 * SHA-256. Everything that is published is hashed, and the first tier of the JIT has no fast code
 * for it: BoringSSL's is ten times as fast. Where it cannot be loaded (another platform, a
 * temporary folder that nothing may be run from) Java's own gives the same.
 */
public final class Sha256 {
  private static final @Nullable Provider FAST =
      Conscrypt.isAvailable() ? Conscrypt.newProvider() : null;

  private Sha256() {}

  /** A digest that has seen nothing yet; starts anew after each result. Not thread-safe. */
  public static MessageDigest digest() {
    try {
      return FAST == null
          ? MessageDigest.getInstance("SHA-256")
          : MessageDigest.getInstance("SHA-256", FAST);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The hash of these bytes: 64 hexadecimal digits. */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** What a digest has seen, likewise. */
  public static String hex(MessageDigest digest) {
    return HexFormat.of().formatHex(digest.digest());
  }
}
