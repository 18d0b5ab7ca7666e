package dev.tideline.io.lines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.Zstd;
import dev.tideline.io.files.SourceFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compressed files of one part or several: read whole, as zcat does, or an error. */
class CompressedFilesTest {

  private static final String ONE = "{\"a\":1}\n";
  private static final String TWO = "{\"b\":2}\n{\"c\":3}\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void allPartsAreRead(String format) throws Exception {
    assertThat(read(format, packed(format, ONE), packed(format, TWO)), is(lines(ONE + TWO)));
    assertThat(
        "a line that begins in one part and ends in the next, empty parts between",
        read(format, packed(format, "{\"a\":"), packed(format, ""), packed(format, "1}\n")),
        is(lines(ONE)));
    String large = "{\"x\":\"%s\"}\n".formatted("y".repeat(1_000_000)).repeat(3);
    assertThat(read(format, packed(format, large), packed(format, ONE)), is(lines(large + ONE)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void aFileOfNoBytesIsAnEmptyOne(String format) throws Exception {
    assertThat(read(format), is(empty()));
    assertThat(read(format, packed(format, "")), is(empty()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void whereverAPartBreaksOffIsAnError(String format) throws Exception {
    byte[] first = packed(format, ONE);
    byte[] second = packed(format, TWO);
    for (int length = 1; length < second.length; length++) {
      byte[] cut = Arrays.copyOf(second, length);
      refused("after " + length + " bytes of the second", format, first, cut);
      refused("after " + length + " bytes of the only one", format, cut);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gz", "zst"})
  void whatFollowsAndIsNotCompressedIsAnError(String format) throws Exception {
    byte[] first = packed(format, ONE);
    refused("text", format, first, TWO.getBytes(UTF_8));
    refused("zeroes", format, first, new byte[512]);
    refused("a byte", format, first, new byte[] {'\n'});
    refused("the other format", format, first, packed(format.equals("gz") ? "zst" : "gz", TWO));
    refused("text first", format, TWO.getBytes(UTF_8), first);
  }

  @Test
  void partsOfZstdThatHoldNoDataArePassedOver() throws Exception {
    byte[] skippable = {0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4};

    assertThat(
        read("zst", skippable, packed("zst", ONE), skippable, packed("zst", TWO), skippable),
        is(lines(ONE + TWO)));
    refused("within one", "zst", packed("zst", ONE), Arrays.copyOf(skippable, 10));
  }

  @Test
  void fuzz() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 2_000; round++) {
      String what = "seed " + seed + ", round " + round;
      StringBuilder text = new StringBuilder();
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      for (int parts = 1 + random.nextInt(4); parts > 0; parts--) {
        String part = "{\"n\":%d}\n".formatted(random.nextInt()).repeat(random.nextInt(4));
        text.append(part);
        bytes.write(packed("gz", part));
      }
      byte[] good = bytes.toByteArray();
      assertThat(what, read("gz", good), is(lines(text.toString())));

      byte[] bad = damaged(good, random);
      try {
        // The time and the system in a header, and bits that pad the data, may be anything.
        assertThat(what + ": nothing dropped", read("gz", bad), is(lines(text.toString())));
        // zcat alone checks the sum of a header that has one: no record depends on it.
        assertThat(
            what + ": as zcat",
            zcat(bad),
            anyOf(is(lines(text.toString())), hasItem(containsString("header checksum"))));
      } catch (IOException told) {
        assertThat(what, told.getMessage(), containsString("damaged or cut off"));
      }
    }
  }

  /** A bit flipped, an end cut off, bytes put in or appended. */
  private static byte[] damaged(byte[] good, Random random) throws IOException {
    int at = random.nextInt(good.length);
    byte[] some = new byte[1 + random.nextInt(20)];
    random.nextBytes(some);
    return switch (random.nextInt(4)) {
      case 0 -> {
        byte[] flipped = good.clone();
        flipped[at] ^= (byte) (1 << random.nextInt(8));
        yield flipped;
      }
      case 1 -> joined(Arrays.copyOf(good, at), Arrays.copyOfRange(good, at, good.length), some);
      case 2 -> joined(Arrays.copyOf(good, at), some, Arrays.copyOfRange(good, at, good.length));
      default -> joined(Arrays.copyOf(good, at), Arrays.copyOfRange(good, at + 1, good.length));
    };
  }

  /** What the command zcat makes of it, and then what it complains of. */
  private List<String> zcat(byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve("judged.gz"), bytes);
    Path out = folder.resolve("judged");
    Path complaint = folder.resolve("complaint");
    new ProcessBuilder("zcat", file.toString())
        .redirectOutput(out.toFile())
        .redirectError(complaint.toFile())
        .start()
        .waitFor();
    List<String> all = new ArrayList<>(lines(Files.readString(out)));
    all.addAll(lines(Files.readString(complaint)));
    return all;
  }

  private void refused(String what, String format, byte[]... parts) throws IOException {
    IOException told = assertThrows(IOException.class, () -> read(format, parts), what);
    assertThat(
        what, told.getMessage(), containsString("it is damaged or cut off within its first"));
  }

  private List<String> read(String format, byte[]... parts) throws IOException {
    Path path = Files.write(folder.resolve("orders.jsonl." + format), joined(parts));
    List<String> found = new ArrayList<>();
    SourceFile file = new SourceFile(path, path.getFileName().toString());
    try (Lines lines = Lines.open(new FileChunk(file, 0, Long.MAX_VALUE))) {
      while (lines.next()) {
        found.add(new String(lines.bytes(), UTF_8));
      }
    }
    return found;
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static byte[] joined(byte[]... parts) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.write(part);
    }
    return all.toByteArray();
  }

  private static byte[] packed(String format, String text) throws IOException {
    if (format.equals("zst")) {
      return Zstd.compress(text.getBytes(UTF_8));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }
}
