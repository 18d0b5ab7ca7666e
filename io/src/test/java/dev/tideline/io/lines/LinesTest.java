package dev.tideline.io.lines;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.io.files.SourceFile;
import dev.tideline.json.JsonRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinesTest {

  private static final String MIXED = "{\"a\":1}\n\n{\"b\":22}\r\n\r\nü\n{\"c\":333}";

  @TempDir private Path folder;

  @Test
  void everyLineIsReadOnceWhereverTheFileIsCut() throws Exception {
    SourceFile file = fileOf(MIXED);
    int bytes = MIXED.getBytes(StandardCharsets.UTF_8).length;
    List<String> whole = linesOf(FileChunk.of(List.of(file), bytes));

    assertThat(whole, contains("0:{\"a\":1}", "9:{\"b\":22}", "21:ü", "24:{\"c\":333}"));
    for (int most = 1; most <= bytes; most++) {
      List<FileChunk> chunks = FileChunk.of(List.of(file), most);
      assertThat("in chunks of " + most, linesOf(chunks), is(whole));
    }
  }

  @Test
  void aLineEndAtTheEndOfTheFileBeginsNoLine() throws Exception {
    assertThat(linesOf(wholeOf(fileOf("{}\n"))), contains("0:{}"));
    assertThat(linesOf(wholeOf(fileOf("{}\r\n"))), contains("0:{}"));
  }

  @Test
  void anEmptyFileHasNoLines() throws Exception {
    assertThat(FileChunk.of(List.of(fileOf("")), 10), is(empty()));
    assertThat(linesOf(wholeOf(fileOf(""))), is(empty()));
    assertThat(linesOf(wholeOf(fileOf("\n\r\n\n"))), is(empty()));
  }

  @Test
  void ofALineTooLargeToBeARecordOnlyTheBeginningIsKept() throws Exception {
    int tenMegabytes = 10 << 20;
    SourceFile file = fileOf("{}\n" + "x".repeat(tenMegabytes) + "\n{\"after\":1}\n");

    try (Lines lines = Lines.open(wholeOf(file).get(0))) {
      assertThat(lines.next(), is(true));
      assertThat(lines.next(), is(true));
      assertThat(lines.size(), is(tenMegabytes));
      assertThat(lines.bytes().length, is(JsonRecord.LARGEST + 1));
      assertThat(lines.next(), is(true));
      assertThat(text(lines), is("{\"after\":1}"));
      assertThat(lines.number(), is(3));
      assertThat(lines.next(), is(false));
    }
  }

  @Test
  void aCompressedFileIsOneChunk() throws Exception {
    Path path = folder.resolve("orders.jsonl.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
      out.write(MIXED.getBytes(StandardCharsets.UTF_8));
    }
    List<FileChunk> chunks = FileChunk.of(List.of(new SourceFile(path, "orders.jsonl.gz")), 1);

    assertThat(chunks.size(), is(1));
    assertThat(linesOf(chunks), is(linesOf(wholeOf(fileOf(MIXED)))));
  }

  @Test
  void blankLinesAreCountedAndNoRecords() throws Exception {
    SourceFile file = fileOf(" \n{\"a\":1}\n\t \r\n\n\r\r\n {\"b\":2} \n\u000b\n   ");
    try (Lines lines = Lines.open(wholeOf(file).get(0))) {
      assertThat(lines.next(), is(true));
      assertThat(text(lines), is("{\"a\":1}"));
      assertThat(lines.next(), is(true));
      assertThat(text(lines), is(" {\"b\":2} "));
      assertThat(lines.number(), is(6));
      assertThat("a vertical tab is no blank to JSON", lines.next(), is(true));
      assertThat(lines.next(), is(false));
      assertThat(lines.blank(), is(5));
    }
  }

  @Test
  void theMarkOfUtf8BeginsNoRecord() throws Exception {
    String marked = "\ufeff{\"a\":1}\n{\"b\":2}\n";
    SourceFile file = fileOf(marked);
    for (int most = 1; most <= 20; most++) {
      assertThat(
          "in chunks of " + most,
          linesOf(FileChunk.of(List.of(file), most)),
          contains("3:{\"a\":1}", "11:{\"b\":2}"));
    }
    assertThat(linesOf(wholeOf(fileOf("\ufeff"))), is(empty()));
    assertThat(linesOf(wholeOf(fileOf("{}\n\ufeff{}"))), contains("0:{}", "3:\ufeff{}"));
  }

  @Test
  void aFileThatWasCutSinceTheJobBeganIsNoticed() throws Exception {
    SourceFile file = fileOf("{}\n".repeat(10));
    FileChunk chunk = FileChunk.of(List.of(file), 100).get(0);
    fileOf("{}\n".repeat(9));

    IOException cut = assertThrows(IOException.class, () -> linesOf(List.of(chunk)));
    assertThat(cut.getMessage(), containsString("shorter than it was"));
  }

  @Test
  void whatIsAppendedWhileTheJobRunsIsForTheNextOne() throws Exception {
    SourceFile file = fileOf("{\"a\":1}\n{\"b\":");
    FileChunk chunk = FileChunk.of(List.of(file), 100).get(0);
    fileOf("{\"a\":1}\n{\"b\":2}\n{\"c\":3}\n");

    assertThat(linesOf(List.of(chunk)), contains("0:{\"a\":1}", "8:{\"b\":2}"));
  }

  private SourceFile fileOf(String content) throws IOException {
    Path path = Files.writeString(folder.resolve("orders.jsonl"), content);
    return new SourceFile(path, "orders.jsonl");
  }

  private static List<FileChunk> wholeOf(SourceFile file) {
    return List.of(new FileChunk(file, 0, Long.MAX_VALUE));
  }

  /** Each line with the byte at which it begins. */
  private static List<String> linesOf(List<FileChunk> chunks) throws IOException {
    List<String> found = new ArrayList<>();
    for (FileChunk chunk : chunks) {
      try (Lines lines = Lines.open(chunk)) {
        while (lines.next()) {
          found.add(lines.start() + ":" + text(lines));
        }
      }
    }
    return found;
  }

  private static String text(Lines lines) {
    return new String(lines.bytes(), StandardCharsets.UTF_8);
  }
}
