package dev.tideline.proof.probe;

import java.lang.reflect.InvocationTargetException;

/**
 * Spark's streams keep their watermarks in a static field, where the next stream of the process
 * finds them. Beam clears it between its own tests only (TestSparkRunner), and so do we.
 */
final class StaticWatermarks {

  private static final String HOLDER = "org.apache.beam.runners.spark.util.GlobalWatermarkHolder";

  private StaticWatermarks() {}

  /** Forgets them, if the runner on the class path has any. */
  static void clear() {
    try {
      Class.forName(HOLDER).getMethod("clear").invoke(null);
    } catch (ClassNotFoundException none) {
      // another runner
    } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException changed) {
      throw new IllegalStateException(HOLDER + " is no longer what it was", changed);
    }
  }
}
