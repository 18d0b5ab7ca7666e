package dev.tideline.flink;

import dev.tideline.pipelines.preflight.Engine;
import java.util.Optional;
import org.apache.flink.runtime.util.EnvironmentInformation;

/** Flink, by what it says of itself. */
public final class FlinkEngine implements Engine {

  @Override
  public Optional<String> present() {
    try {
      return Optional.of("Flink " + EnvironmentInformation.getVersion());
    } catch (NoClassDefFoundError noFlink) {
      return Optional.empty();
    }
  }
}
