package dev.tideline.datasets;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tideline.io.events.StoresFile;
import dev.tideline.io.files.InputException;
import dev.tideline.payment.CardKey;
import dev.tideline.pipelines.cli.Programs;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes data sets by the real command, and looks into them. */
final class DataSets {

  static final CardKey KEY =
      () -> "a key that only the tests know".getBytes(StandardCharsets.UTF_8);

  /** Any bytes at all can be read as Latin-1 and written again. */
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** How a command ended, and all it printed. */
  record Ended(int code, String out, String err) {}

  private DataSets() {}

  /** Runs a command. */
  static Ended run(Programs.Program command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code = Programs.run(command, new PrintWriter(out), new PrintWriter(err), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  /** Generates a data set below a folder, by these options parted by blanks. */
  static Path generate(Path folder, String name, String options) throws IOException {
    Path key = Files.write(folder.resolve("card.key"), KEY.fetch());
    Path output = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addAll(List.of("--output", output.toString(), "--card-key", key.toString()));
    Ended ended = run(new Generate(), arguments.toArray(String[]::new));
    assertThat(options + ": " + ended.err(), ended.code(), is(0));
    return output;
  }

  /** What a data set says was planted. */
  static JsonNode truth(Path set) throws IOException {
    return JSON.readTree(set.resolve("truth.json").toFile());
  }

  /** All files of a data set, each with a hash of its bytes. */
  static SortedMap<String, String> files(Path set) throws IOException, NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    SortedMap<String, String> hashes = new TreeMap<>();
    try (Stream<Path> files = Files.walk(set)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String hash = HexFormat.of().formatHex(sha256.digest(Files.readAllBytes(file)));
        hashes.put(set.relativize(file).toString(), hash);
      }
    }
    return hashes;
  }

  /** The stores of a data set. */
  static Stores stores(Path set) throws InputException {
    return StoresFile.read(set.resolve("stores.jsonl"));
  }

  /** The lines of a file as records. */
  static List<RawRecord> records(Path file) throws IOException {
    List<RawRecord> records = new ArrayList<>();
    for (String line : Files.readAllLines(file, LATIN)) {
      RecordLocation location = RecordLocation.inFile(file.toString(), records.size());
      records.add(new RawRecord(line.getBytes(LATIN), location, RawRecord.IN_PAYLOAD));
    }
    return records;
  }

  /** The files of a topic, by day and partition. */
  static List<Path> filesOf(Path set, String topic) throws IOException {
    try (Stream<Path> files = Files.walk(set.resolve(topic))) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
