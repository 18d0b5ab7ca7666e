package dev.tideline.proof.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What happened, and how it came to be known: the records of some shops in the order in which they
 * lie in their partitions.
 *
 * @param name by which it can be made again
 */
public record World(String name, List<Shop> shops, List<Sent> records, Stage stage) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The key of its cards. No card in it is anybody's. */
  public static final String CARD_KEY = "for proofs only, in no way secret";

  /** The file of that key in a world that was written. */
  public static final String CARD_KEY_FILE = "card.key";

  /** A copy of what is there and should not be changed. */
  public World {
    shops = List.copyOf(shops);
    records = List.copyOf(records);
  }

  /**
   * Reads a data set of JSON lines, a file a partition.
   *
   * @throws IOException if it is none
   */
  public static World read(Path folder, Stage stage) throws IOException {
    List<Shop> shops = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("stores.jsonl"))) {
      JsonNode store = JSON.readTree(line);
      shops.add(
          new Shop(
              store.required("store_id").asText(),
              ZoneId.of(store.required("time_zone").asText()),
              store.required("currency").asText()));
    }
    List<Sent> records = new ArrayList<>();
    for (Topic topic : Topic.values()) {
      List<Path> files = files(folder.resolve(topic.folder()));
      for (int number = 0; number < files.size(); number++) {
        for (String line : Files.readAllLines(files.get(number), Sent.BYTES)) {
          if (!line.isBlank()) {
            records.add(new Sent(topic, number, line));
          }
        }
      }
    }
    return new World(folder.toString(), shops, records, stage);
  }

  private static List<Path> files(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(folder)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        if (!file.toString().endsWith(".jsonl")) {
          throw new IOException(
              file + ": a world is read from JSON lines (*.jsonl), which a stream can play too");
        }
      }
      return files;
    }
  }

  /** The records of a topic. */
  public List<Sent> of(Topic topic) {
    return records.stream().filter(record -> record.topic() == topic).toList();
  }

  /** The same world with other records. */
  public World with(List<Sent> others) {
    return new World(name, shops, others, stage);
  }

  /** Writes it as a data set, with the key of its cards beside. */
  public Path write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("stores.jsonl"), shops.stream().map(Shop::json).toList());
    Files.writeString(folder.resolve(CARD_KEY_FILE), CARD_KEY);
    for (Topic topic : Topic.values()) {
      write(topic, Files.createDirectories(folder.resolve(topic.folder())));
    }
    return folder;
  }

  private void write(Topic topic, Path folder) throws IOException {
    List<Sent> all = of(topic);
    int partitions = all.stream().mapToInt(Sent::partition).max().orElse(0) + 1;
    for (int number = 0; number < partitions; number++) {
      int partition = number;
      List<String> lines =
          all.stream().filter(sent -> sent.partition() == partition).map(Sent::line).toList();
      int parts = stage.filesPerPartition();
      for (int part = 0; part < parts; part++) {
        List<String> some =
            lines.subList(lines.size() * part / parts, lines.size() * (part + 1) / parts);
        Files.write(folder.resolve("p%d-%d.jsonl".formatted(number, part)), some, Sent.BYTES);
      }
    }
  }
}
