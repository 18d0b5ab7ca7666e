package dev.tideline.benchmarks.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideline.io.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Results in files, a file each, so that a run that was stopped can go on: what was measured of
 * something else, or otherwise, is not taken.
 */
public final class KeptResults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEASURED = "measured";
  private static final String RESULT = "result";

  private final Path folder;
  private final String conditions;
  private final boolean taken;

  /**
   * Keeps them. Those of before stay until there are new ones in their place.
   *
   * @param folder where they are
   * @param conditions what all results have in common, such as the build
   * @param taken whether those of before are taken, or all is measured anew
   */
  public KeptResults(Path folder, String conditions, boolean taken) {
    this.folder = folder;
    this.conditions = conditions;
    this.taken = taken;
  }

  /**
   * The result of that name, if there is one of the same, and it is to be taken.
   *
   * @param measured what it must be of, in full
   */
  public <T> Optional<T> find(String name, Object measured, Class<T> type) throws IOException {
    if (!taken || !Files.exists(file(name))) {
      return Optional.empty();
    }
    JsonNode kept = JSON.readTree(file(name).toFile());
    if (!kept.path(MEASURED).asText().equals(inFull(measured))) {
      System.err.println(name + " was measured of another build, or otherwise: once more");
      return Optional.empty();
    }
    System.err.println(name + " has been measured");
    return Optional.of(JSON.treeToValue(kept.required(RESULT), type));
  }

  /** Keeps a result, in place of an older one of that name. */
  public void keep(String name, Object measured, Object result) throws IOException {
    Files.createDirectories(folder);
    ObjectNode kept = JSON.createObjectNode().put(MEASURED, inFull(measured));
    kept.set(RESULT, JSON.valueToTree(result));
    Folders.replace(file(name), JSON.writeValueAsString(kept));
  }

  private String inFull(Object measured) {
    return conditions + ", " + measured;
  }

  private Path file(String name) {
    return folder.resolve(name + ".json");
  }
}
