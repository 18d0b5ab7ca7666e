package dev.tideline.proof.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.pipelines.Pipelines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The fates and the answers, written in the SQL of DuckDB: what all pipelines share in {@code
 * fates.sql}, and a file for each pipeline with the view of its fates and the query that answers
 * it.
 */
public final class SqlScripts {

  /** The comment that parts the two in the file of a pipeline. */
  private static final String ANSWER = "-- The answer.\n";

  private SqlScripts() {}

  /**
   * Makes a view of the fates for each pipeline, over the tables orders, payments and stores; the
   * variable as_of must be set before they are asked.
   */
  public static String fates() {
    StringBuilder all = new StringBuilder(script("fates"));
    Pipelines.names().forEach(pipeline -> all.append(parts(pipeline)[0]));
    return all.toString();
  }

  /** The query that answers a pipeline's question. */
  public static String answer(String pipeline) {
    return parts(pipeline)[1];
  }

  private static String[] parts(String pipeline) {
    String[] parts = script(pipeline).split(ANSWER, 2);
    if (parts.length < 2) {
      throw new IllegalStateException(pipeline + ".sql has no line " + ANSWER.strip());
    }
    return parts;
  }

  private static String script(String name) {
    try (InputStream in = SqlScripts.class.getResourceAsStream(name + ".sql")) {
      if (in == null) {
        throw new IllegalStateException("the reference has no " + name + ".sql");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
