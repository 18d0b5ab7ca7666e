package dev.tideline.event;

import dev.tideline.encoding.MemoryBytes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * What tells an event from every other: the first 128 bits of the SHA-256 of its id and content, so
 * that nobody can make two events that are taken for one.
 *
 * @param high the first 64 bits
 * @param low the others
 */
public record Identity(long high, long low) {

  /** Writes fields in a form that is the same for the same values only. */
  @FunctionalInterface
  public interface Content {
    /** Writes them. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** The identity of an event with such fields. */
  public static Identity of(Content content) {
    MemoryBytes.Out bytes = new MemoryBytes.Out();
    try {
      content.writeTo(bytes);
      ByteBuffer digest =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
      return new Identity(digest.getLong(), digest.getLong());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible); // it is written to memory
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
