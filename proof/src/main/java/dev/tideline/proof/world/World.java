package dev.tideline.proof.world;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * What happened, and how it came to be known: the records of some stores in the order in which they
 * lie in their partitions.
 *
 * @param name by which it can be made again
 * @param archive the archive whose rows the records are, or null if they are of none
 */
public record World(
    String name, List<WorldStore> stores, List<WorldRecord> records, Stage stage, Path archive) {

  /** The key of its cards. No card in it is anybody's. */
  public static final String CARD_KEY = "for proofs only, in no way secret";

  /** As which files of JSON lines go about. */
  private static final List<String> ENDINGS =
      List.of(".jsonl", ".JSON", ".jsonl.gz", ".ndjson", ".json.zst");

  /** A copy of what is there and should not be changed. */
  public World {
    stores = List.copyOf(stores);
    records = List.copyOf(records);
  }

  /** The records of a topic. */
  public List<WorldRecord> of(WorldTopic topic) {
    return records.stream().filter(record -> record.topic() == topic).toList();
  }

  /**
   * The same world without the records that don't say when they were ingested: in a topic, the
   * broker would.
   */
  public World ingested() {
    return with(records.stream().filter(record -> record.ingestTime().isPresent()).toList());
  }

  /** The same world with other records, which are in no archive. */
  public World with(List<WorldRecord> others) {
    return new World(name, stores, others, stage, null);
  }

  /** How it is laid out and run, in a sentence. */
  public String staging() {
    return "%s: %s%s"
        .formatted(name, stage, archive == null ? "" : "; bounded cells read the archive itself");
  }

  /** Writes it as a data set of JSON lines. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve(DataSet.STORES), stores.stream().map(WorldStore::json).toList());
    for (WorldTopic topic : WorldTopic.values()) {
      write(topic, Files.createDirectories(folder.resolve(topic.folder())));
    }
    return folder;
  }

  private void write(WorldTopic topic, Path folder) throws IOException {
    List<WorldRecord> all = of(topic);
    int partitions = all.stream().mapToInt(WorldRecord::partition).max().orElse(0) + 1;
    for (int number = 0; number < partitions; number++) {
      int partition = number;
      List<String> lines =
          all.stream()
              .filter(sent -> sent.partition() == partition)
              .map(WorldRecord::line)
              .toList();
      int parts = stage.filesPerPartition();
      for (int part = 0; part < parts; part++) {
        List<String> some =
            lines.subList(lines.size() * part / parts, lines.size() * (part + 1) / parts);
        List<String> withBlank = new ArrayList<>(some);
        withBlank.add(some.size() / 2, " \t");
        String ending = ENDINGS.get((number + part) % ENDINGS.size());
        byte[] bytes = String.join("\r\n", withBlank).getBytes(WorldRecord.BYTES);
        Files.write(
            folder.resolve("p%d-%d%s".formatted(number, part, ending)), packed(ending, bytes));
      }
    }
  }

  private static byte[] packed(String ending, byte[] bytes) throws IOException {
    if (ending.endsWith(".zst")) {
      return Zstd.compress(bytes);
    }
    if (!ending.endsWith(".gz")) {
      return bytes;
    }
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }
}
