package dev.tideline.proof.world;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** A data set on disk, of JSON lines or an archive, as a world. */
public final class DataSet {

  /** The file of its stores. */
  public static final String STORES = "stores.jsonl";

  private static final Pattern LINES =
      Pattern.compile(
          "(.*\\.(jsonl|ndjson|json)|part-[^.]*)(\\.gz|\\.zst)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARQUET = Pattern.compile(".*\\.parquet", Pattern.CASE_INSENSITIVE);
  private static final Pattern PASSED_OVER =
      Pattern.compile("[._].*|.*\\.tmp|(?i:stores\\.(jsonl|ndjson|json)(\\.gz|\\.zst)?)");

  /** The mark of UTF-8, each byte as a character. */
  private static final String MARK = "\u00ef\u00bb\u00bf";

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
      List<Path> parquet = named(files, PARQUET);
      List<Path> lines = named(files, LINES);
      if (!parquet.isEmpty() && !lines.isEmpty()) {
        throw new IOException(
            "%s wants files of one kind, of JSON lines or of Parquet"
                .formatted(folder.resolve(topic.folder())));
      }
      archive |= !parquet.isEmpty();
      records.addAll(parquet.isEmpty() ? lines(topic, lines) : Archive.records(topic, parquet));
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
          WorldStore.Hours.of(
              store.path("day_starts_at").asText("00:00"),
              store.path("books_close_at").asText("04:00")),
          store.path("valid_from").asText(null),
          store.path("valid_to").asText(null));
    } catch (IllegalArgumentException | DateTimeException unfit) {
      throw new IOException(STORES + " has a line that is no store: " + unfit.getMessage(), unfit);
    }
  }

  private static List<WorldRecord> lines(WorldTopic topic, List<Path> files) throws IOException {
    List<WorldRecord> records = new ArrayList<>();
    for (int number = 0; number < files.size(); number++) {
      String text = new String(unpacked(files.get(number)), WorldRecord.BYTES);
      for (String line : (text.startsWith(MARK) ? text.substring(3) : text).split("\n", -1)) {
        String record = line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        if (!record.matches("[ \t\r]*")) {
          records.add(new WorldRecord(topic, number, record));
        }
      }
    }
    return records;
  }

  private static byte[] unpacked(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (bytes.length == 0 || !(name.endsWith(".gz") || name.endsWith(".zst"))) {
      return bytes;
    }
    InputStream in = new ByteArrayInputStream(bytes);
    try (InputStream unpacked =
        name.endsWith(".gz") ? new GZIPInputStream(in) : new ZstdInputStream(in)) {
      return unpacked.readAllBytes();
    }
  }

  /** Each file once, also where links lead to it or round in a circle. */
  private static List<Path> files(Path folder) throws IOException {
    Set<Object> met = new HashSet<>();
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      addFiles(folder, met, files);
    }
    return files;
  }

  private static void addFiles(Path folder, Set<Object> met, List<Path> files) throws IOException {
    List<Path> entries;
    try (Stream<Path> found = Files.list(folder)) {
      entries = found.sorted(Comparator.comparing(Files::isSymbolicLink)).toList();
    }
    for (Path entry : entries) {
      BasicFileAttributes attributes = Files.readAttributes(entry, BasicFileAttributes.class);
      boolean passedOver = PASSED_OVER.matcher(entry.getFileName().toString()).matches();
      if (!passedOver && met.add(attributes.fileKey())) {
        if (attributes.isDirectory()) {
          addFiles(entry, met, files);
        } else {
          files.add(entry);
        }
      }
    }
    files.sort(null);
  }

  private static List<Path> named(List<Path> files, Pattern names) {
    return files.stream()
        .filter(file -> names.matcher(file.getFileName().toString()).matches())
        .toList();
  }
}
