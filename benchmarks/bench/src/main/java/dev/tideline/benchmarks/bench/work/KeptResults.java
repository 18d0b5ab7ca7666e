package dev.tideline.benchmarks.bench.work;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * Results in files, a file each, so that a run that was stopped can go on: what was measured of
 * another build, or otherwise, is not taken.
 */
public final class KeptResults {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MEASURED = "measured";
  private static final String RESULT = "result";

  private final Path folder;
  private final String measured;
  private final boolean taken;

  /**
   * Keeps them.
   *
   * @param folder where
   * @param measured what was measured, and how
   * @param taken whether those of before are taken, or all is measured anew
   */
  public KeptResults(Path folder, String measured, boolean taken) {
    this.folder = folder;
    this.measured = measured;
    this.taken = taken;
  }

  /** The result of that name, if it is to be taken. */
  public <T> Optional<T> find(String name, Class<T> type) throws IOException {
    Path file = file(name);
    if (!taken || !Files.exists(file)) {
      return Optional.empty();
    }
    JsonNode kept = JSON.readTree(file.toFile());
    if (!kept.path(MEASURED).asText().equals(measured)) {
      System.err.println(name + " was measured of another build, or otherwise: once more");
      return Optional.empty();
    }
    System.err.println(name + " has been measured");
    return Optional.of(JSON.treeToValue(kept.required(RESULT), type));
  }

  /** Keeps a result, in place of an older one of that name. */
  public void keep(String name, Object result) throws IOException {
    Files.createDirectories(folder);
    ObjectNode kept = JSON.createObjectNode().put(MEASURED, measured);
    kept.set(RESULT, JSON.valueToTree(result));
    // A reader, which a stopped run may become, sees no half of one.
    Path draft = Files.createTempFile(folder, name, ".draft");
    JSON.writeValue(draft.toFile(), kept);
    Files.move(
        draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file(String name) {
    return folder.resolve(name + ".json");
  }
}
