package dev.tideline.payment;

import java.io.Serializable;

/**
 * Knows where the secret key of the card tokens is. It travels to the workers inside the graph, so
 * it holds the way to the key, never the key itself.
 */
@FunctionalInterface
public interface CardKey extends Serializable {

  /**
   * Fetches the key.
   *
   * @throws IllegalStateException if it is not there, or too short to be a secret; the message says
   *     where it was looked for
   */
  byte[] fetch();
}
