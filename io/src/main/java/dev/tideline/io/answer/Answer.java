package dev.tideline.io.answer;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.json.Timestamps;
import dev.tideline.ledger.LedgerEntry;
import dev.tideline.records.RejectReason;
import dev.tideline.row.RowFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run wrote, read back from where it is: the report is about what is there, not about what
 * was meant to be.
 *
 * @param rows the canonical rows, each once per line of the files, sorted by their bytes
 * @param ledger what became of the records, by the first ms of their minute of ingest
 */
public record Answer(List<String> rows, SortedMap<Long, LedgerEntry> ledger) {

  /** Keeps decimals as they are written: amounts are never doubles, and keep their zeroes. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** As {@code LC_ALL=C sort} does; Java's own order of strings is that of UTF-16. */
  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(row -> row.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

  /**
   * Reads the files of a run.
   *
   * @param directory where {@link AnswerFiles} wrote them
   * @throws IOException if they can't be read, or rows or ledger are missing
   */
  public static Answer read(Path directory) throws IOException {
    List<String> rows = lines(directory.resolve(AnswerFiles.ROWS));
    SortedMap<Long, LedgerEntry> ledger = new TreeMap<>();
    for (String line : lines(directory.resolve(AnswerFiles.LEDGER))) {
      JsonNode minute = JSON.readTree(line);
      long start = Timestamps.parse(minute.get("minute").asText());
      if (ledger.put(start, entry(minute)) != null) {
        throw new IOException("the ledger has the minute " + minute.get("minute") + " twice");
      }
    }
    return of(rows, ledger);
  }

  /**
   * Reads the tables of a run.
   *
   * @param format the rows, which are all that is in their table
   * @throws IOException if they can't be read
   */
  public static Answer read(StoredAnswer stored, RowFormat<?> format) throws IOException {
    return of(stored.rows(format), stored.ledger());
  }

  /** Rows in any order, and the ledger. */
  public static Answer of(List<String> rows, SortedMap<Long, LedgerEntry> ledger) {
    return new Answer(rows.stream().sorted(BY_BYTES).toList(), ledger);
  }

  /** SHA-256 of the sorted rows, each ended by a line feed, in hex. Equal rows, equal digest. */
  public String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (String row : rows) {
        sha256.update(row.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) '\n');
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** The ledger of the whole run. */
  public LedgerEntry total() {
    return ledger.values().stream().reduce(LedgerEntry.ZERO, LedgerEntry::plus);
  }

  /** The rows as JSON objects, in their order. */
  public List<JsonNode> parsedRows() throws IOException {
    List<JsonNode> parsed = new ArrayList<>(rows.size());
    for (String row : rows) {
      parsed.add(JSON.readTree(row));
    }
    return parsed;
  }

  private static LedgerEntry entry(JsonNode fields) {
    Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
    fields
        .get("rejected_by_reason")
        .fields()
        .forEachRemaining(
            reason ->
                rejected.put(RejectReason.valueOf(reason.getKey()), reason.getValue().asLong()));
    return new LedgerEntry(
        fields.get("read").asLong(),
        fields.get("counted").asLong(),
        fields.get("duplicate").asLong(),
        fields.get("too_late").asLong(),
        fields.get("out_of_scope").asLong(),
        rejected);
  }

  private static boolean isPart(Path file) {
    return file.getFileName().toString().startsWith(AnswerFiles.PART);
  }

  private static List<String> lines(Path directory) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      // Beside the parts there may be temporary files that a retried task has left.
      for (Path file : files.filter(Answer::isPart).sorted().toList()) {
        lines.addAll(Files.readAllLines(file, StandardCharsets.UTF_8));
      }
    }
    return lines;
  }
}
