package dev.tideline.spark;

import dev.tideline.pipelines.preflight.Engine;
import java.util.Optional;
import org.apache.spark.package$;
import scala.util.Properties;

/** Spark, by what it says of itself, and the Scala that it is built with. */
public final class SparkEngine implements Engine {

  @Override
  public Optional<String> present() {
    try {
      return Optional.of(
          "Spark %s, Scala %s"
              .formatted(package$.MODULE$.SPARK_VERSION(), Properties.versionNumberString()));
    } catch (NoClassDefFoundError noSpark) {
      return Optional.empty();
    }
  }
}
