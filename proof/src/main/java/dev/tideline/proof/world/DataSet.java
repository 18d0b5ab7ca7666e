package dev.tideline.proof.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A data set on disk, of JSON lines or an archive, as a world. */
public final class DataSet {

  /** The file of its stores. */
  public static final String STORES = "stores.jsonl";

  private static final String LINES = ".jsonl";
  private static final String PARQUET = ".parquet";
  private static final ObjectMapper JSON = new ObjectMapper();

  private DataSet() {}

  /**
   * Reads it, a file a partition; all of it must fit into memory.
   *
   * @throws IOException if it is none, with what is wrong
   */
  public static World read(Path folder, Stage stage) throws IOException {
    List<WorldStore> stores = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve(STORES))) {
      stores.add(store(line));
    }
    List<WorldRecord> records = new ArrayList<>();
    boolean archive = false;
    for (WorldTopic topic : WorldTopic.values()) {
      List<Path> files = files(folder.resolve(topic.folder()));
      if (all(files, PARQUET)) {
        archive |= !files.isEmpty();
        records.addAll(files.isEmpty() ? List.of() : Archive.records(topic, files));
      } else if (all(files, LINES)) {
        records.addAll(lines(topic, files));
      } else {
        throw new IOException(
            "%s wants files of one kind, *%s or *%s"
                .formatted(folder.resolve(topic.folder()), LINES, PARQUET));
      }
    }
    return new World(folder.toString(), stores, records, stage, archive ? folder : null);
  }

  private static WorldStore store(String line) throws IOException {
    try {
      JsonNode store = JSON.readTree(line);
      return new WorldStore(
          store.required("store_id").asText(),
          ZoneId.of(store.required("time_zone").asText()),
          store.required("currency").asText(),
          store.path("valid_from").asText(null),
          store.path("valid_to").asText(null));
    } catch (IllegalArgumentException | DateTimeException unfit) {
      throw new IOException(STORES + " has a line that is no store: " + unfit.getMessage(), unfit);
    }
  }

  private static List<WorldRecord> lines(WorldTopic topic, List<Path> files) throws IOException {
    List<WorldRecord> records = new ArrayList<>();
    for (int number = 0; number < files.size(); number++) {
      for (String line : Files.readAllLines(files.get(number), WorldRecord.BYTES)) {
        if (!line.isBlank()) {
          records.add(new WorldRecord(topic, number, line));
        }
      }
    }
    return records;
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static boolean all(List<Path> files, String suffix) {
    return files.stream().allMatch(file -> file.toString().endsWith(suffix));
  }
}
