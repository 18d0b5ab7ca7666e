package dev.tideline.io.sort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of sorted rows, each ended by a line feed. Equal rows, equal digest. */
public final class RowDigest {

  private final MessageDigest sha256;
  private long rows;

  /** Of no rows yet. */
  public RowDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Takes the next row in the order of their bytes. */
  public void add(String row) {
    sha256.update(row.getBytes(UTF_8));
    sha256.update((byte) '\n');
    rows++;
  }

  /** How many rows there were. */
  public long rows() {
    return rows;
  }

  /** The digest in hex; nothing can be added any more. */
  public String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
