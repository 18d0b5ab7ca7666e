package dev.tideline.io.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.storage.Storage;
import dev.tideline.payment.CardKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Where the secret key of the card tokens comes from: a file or the environment, never an option,
 * so that it shows in no process list and no log.
 */
public final class CardKeys {

  /** The variable of the environment that holds the key, if no file does. */
  public static final String VARIABLE = "TIDELINE_CARD_KEY";

  /** The shortest key, in bytes: 128 bits, as strong as the token is long. */
  public static final int SHORTEST = 16;

  private CardKeys() {}

  /**
   * The key in a file: its bytes, less a line feed at the end. Read on each worker, on first use.
   */
  public static CardKey fromFile(Path file) {
    return new InFile(file.toAbsolutePath().toString());
  }

  /** The key in the environment variable {@link #VARIABLE} of each worker. */
  public static CardKey fromEnvironment() {
    return fromEnvironment(VARIABLE);
  }

  /** The key in an environment variable of each worker, as UTF-8. */
  public static CardKey fromEnvironment(String variable) {
    return new InEnvironment(variable);
  }

  /**
   * A path in the form that travels, as {@link Path} does not; a worker may be in another folder.
   */
  private record InFile(String file) implements CardKey {
    @Override
    public byte[] fetch() {
      try {
        return checked(Files.readAllBytes(Storage.path(file)), "file " + file);
      } catch (IOException unreadable) {
        throw new IllegalStateException(
            "the card key can't be read from file "
                + file
                + ": "
                + unreadable.getClass().getSimpleName(),
            unreadable);
      }
    }
  }

  private record InEnvironment(String variable) implements CardKey {
    @Override
    public byte[] fetch() {
      String place = "environment variable " + variable;
      String value = System.getenv(variable);
      if (value == null) {
        throw new IllegalStateException("there is no card key: " + place + " is not set");
      }
      return checked(value.getBytes(UTF_8), place);
    }
  }

  /** Says where a bad key was found and what is wrong with it, but nothing of the key. */
  private static byte[] checked(byte[] bytes, String place) {
    int length = bytes.length;
    while (length > 0 && (bytes[length - 1] == '\n' || bytes[length - 1] == '\r')) {
      length--;
    }
    if (length < SHORTEST) {
      throw new IllegalStateException(
          "the card key in " + place + " is shorter than " + SHORTEST + " bytes");
    }
    return Arrays.copyOf(bytes, length);
  }
}
