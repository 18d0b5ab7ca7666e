package dev.tideline.sink;

import java.io.IOException;
import java.io.Serializable;
import java.util.Map;

/** Where a Kafka cluster is and how to get in. It travels; its secrets don't. */
@FunctionalInterface
public interface ClientConfig extends Serializable {

  /**
   * The properties of a client, such as {@code bootstrap.servers}; secrets are read where they are
   * used.
   *
   * @throws IOException if they can't be read
   */
  Map<String, Object> properties() throws IOException;
}
