package dev.tideline.proof.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The fates and the answers, said in the SQL of DuckDB. */
public final class SqlScripts {

  private SqlScripts() {}

  /**
   * Makes a view of the fates for each pipeline, over the tables orders, payments and stores; the
   * variable as_of must be set before they are asked.
   */
  public static String fates() {
    return script("fates");
  }

  /** The query that answers a pipeline's question. */
  public static String answer(String pipeline) {
    return script(pipeline);
  }

  private static String script(String name) {
    try (InputStream in = SqlScripts.class.getResourceAsStream(name + ".sql")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
