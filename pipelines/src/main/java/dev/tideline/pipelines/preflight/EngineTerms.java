package dev.tideline.pipelines.preflight;

import java.util.List;
import java.util.ServiceLoader;

/**
 * On what terms an engine takes a run, where it was called by that engine's own command. Whoever
 * brings a runner may bring an implementation ({@link ServiceLoader}).
 */
public interface EngineTerms {

  /** Why a run would not come to a good end, a sentence each, with what to do. */
  List<String> objections();

  /** Those of all engines on the class path. */
  static List<String> unmet() {
    return ServiceLoader.load(EngineTerms.class).stream()
        .flatMap(terms -> terms.get().objections().stream())
        .toList();
  }
}
