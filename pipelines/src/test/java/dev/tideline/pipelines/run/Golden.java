package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.tideline.json.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The events made by hand, as records of a topic. */
final class Golden {

  private static final Pattern INGESTED = Pattern.compile("\"ingest_time\":\"([^\"]+)\"");

  /** When a record came that is too broken to say so. */
  private static final long UNKNOWN = Timestamps.parse("2026-03-17T09:00:00.000Z");

  /**
   * A record.
   *
   * @param partition the file's number: duplicates of an event share a file's
   * @param line its bytes, each as a character
   */
  record Sent(int partition, long ingestTime, String line) {
    byte[] value() {
      return line.getBytes(ISO_8859_1);
    }
  }

  private Golden() {}

  /** All records of {@code orders} or {@code payments}. */
  static List<Sent> records(String topic) throws IOException {
    List<Sent> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(LiveShop.TESTDATA.resolve("freshmart").resolve(topic))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        int partition = file.getFileName().toString().contains("00001") ? 1 : 0;
        for (String line : Files.readString(file, ISO_8859_1).split("\r?\n", -1)) {
          if (!line.isEmpty()) {
            records.add(new Sent(partition, ingestTime(line), line));
          }
        }
      }
    }
    return records;
  }

  private static long ingestTime(String line) {
    Matcher found = INGESTED.matcher(line);
    return found.find() ? Timestamps.parse(found.group(1)) : UNKNOWN;
  }
}
