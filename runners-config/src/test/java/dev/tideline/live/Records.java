package dev.tideline.live;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.tideline.json.Timestamps;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The records of a data set's topic, each with the partition and the time of ingest it had: a
 * file's name says the partition, so duplicates of an event share one.
 */
final class Records {

  /** A record. */
  @SuppressWarnings("ArrayRecordComponent") // it is only ever sent
  record Sent(int partition, long ingestTime, byte[] payload) {
    ProducerRecord<byte[], byte[]> in(String topic) {
      return new ProducerRecord<>(topic, partition, ingestTime, null, payload);
    }
  }

  private static final JsonFactory JSON = new JsonFactory();

  private static final long UNKNOWN = -1;

  private Records() {}

  /**
   * All records of {@code orders} or {@code payments}, by partition in the order of the files. One
   * that is too broken to tell when it was ingested came with the one before it.
   */
  static List<Sent> of(Path dataSet, String topic) throws IOException {
    Map<String, Integer> partitions = new TreeMap<>();
    List<Sent> records = new ArrayList<>();
    try (Stream<Path> files = Files.walk(dataSet.resolve(topic))) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        int partition =
            partitions.computeIfAbsent(file.getFileName().toString(), name -> partitions.size());
        List<byte[]> lines = lines(Files.readAllBytes(file));
        long ingest = UNKNOWN;
        for (int i = 0; ingest == UNKNOWN; i++) {
          ingest = ingestTime(lines.get(i), UNKNOWN);
        }
        for (byte[] line : lines) {
          ingest = ingestTime(line, ingest);
          records.add(new Sent(partition, ingest, line));
        }
      }
    }
    return records;
  }

  /** The same records in the order in which they were ingested, whatever their partition. */
  static List<Sent> byIngest(List<Sent> records) {
    return records.stream().sorted(Comparator.comparingLong(Sent::ingestTime)).toList();
  }

  /** The same records in another order of arrival. */
  static List<Sent> shuffled(List<Sent> records, long seed) {
    List<Sent> shuffled = new ArrayList<>(records);
    Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private static List<byte[]> lines(byte[] file) {
    List<byte[]> lines = new ArrayList<>();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (byte b : file) {
      if (b == '\n') {
        add(line, lines);
      } else if (b != '\r') {
        line.write(b);
      }
    }
    add(line, lines);
    return lines;
  }

  private static void add(ByteArrayOutputStream line, List<byte[]> lines) {
    if (line.size() > 0) {
      lines.add(line.toByteArray());
    }
    line.reset();
  }

  /** What the record says, or else the time given. */
  private static long ingestTime(byte[] line, long unknown) throws IOException {
    try (JsonParser parser = JSON.createParser(line)) {
      while (parser.nextToken() != null) {
        if ("ingest_time".equals(parser.currentName())
            && parser.currentToken() == JsonToken.VALUE_STRING) {
          return Timestamps.parse(parser.getText());
        }
      }
      return unknown;
    } catch (JsonProcessingException | NumberFormatException broken) {
      return unknown;
    }
  }
}
