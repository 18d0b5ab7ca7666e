package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RejectReason;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.settlement.SettlementParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A settlement file of a bank. */
public final class SettlementFile {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  /** Takes the lines of a file one after the other. */
  public interface EachLine {
    /** A line, with its number among the lines below the header, from 1. */
    void take(long number, SettlementLine line);

    /** What is no line. */
    void broken(long number, BrokenRecord why);
  }

  private final Path file;
  private final LayoutFile layout;
  private final SettlementParser parser;

  /** One that is written by a layout. */
  public SettlementFile(Path file, LayoutFile layout) {
    this.file = file;
    this.layout = layout;
    this.parser = new SettlementParser(layout.layout());
  }

  /**
   * Hands over its lines.
   *
   * @throws InputException if it is empty, cut in the midst of a field, in another encoding, or has
   *     not the columns of the layout
   * @throws IOException if it can't be read
   */
  public void read(EachLine each) throws IOException, InputException {
    CsvForm form = layout.csv();
    CSVFormat format =
        CSVFormat.Builder.create(CSVFormat.RFC4180)
            .setDelimiter(form.separator())
            .setQuote(form.quote())
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreEmptyLines(true)
            .build();
    try (BufferedReader text = open(form)) {
      for (int above = 0; above < form.linesAbove(); above++) {
        text.readLine();
      }
      CSVParser csv = format.parse(text);
      requireColumns(csv.getHeaderNames());
      for (Iterator<CSVRecord> lines = csv.iterator(); lines.hasNext(); ) {
        line(lines.next(), each);
      }
    } catch (CharacterCodingException malformed) {
      throw notInEncoding(form);
    } catch (UncheckedIOException unreadable) { // so its iterator has it
      if (unreadable.getCause() instanceof CharacterCodingException) {
        throw notInEncoding(form);
      }
      throw new InputException(
          file + " breaks off, or a quote in it is not closed: " + unreadable.getCause());
    } catch (IllegalArgumentException header) { // a header that it can't take
      throw new InputException(file + " has no header as the layout says: " + header.getMessage());
    }
  }

  private InputException notInEncoding(CsvForm form) {
    return new InputException(file + " is not written in " + form.encoding());
  }

  private void line(CSVRecord record, EachLine each) {
    long number = record.getRecordNumber();
    if (!record.isConsistent()) {
      each.broken(number, new BrokenRecord(RejectReason.NOT_CSV, "not as many fields as the header has", 0));
      return;
    }
    SettlementLine line;
    try {
      line = parser.read(record::get);
    } catch (BrokenRecord broken) {
      each.broken(number, broken);
      return;
    }
    each.take(number, line);
  }

  private void requireColumns(List<String> header) throws InputException {
    Set<String> missing = new TreeSet<>(layout.layout().columns().values());
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      missing.remove(column);
      if (!seen.add(column) && layout.layout().columns().containsValue(column)) {
        throw new InputException(file + " has the column " + column + " twice");
      }
    }
    if (header.isEmpty() || !missing.isEmpty()) {
      throw new InputException(
          "%s is not in this layout: its header has no %s, but %s"
              .formatted(file, String.join(", ", missing), String.join(", ", header)));
    }
  }

  /** Bytes that are no text of the encoding fail; the mark some programs begin UTF-8 with is gone. */
  private BufferedReader open(CsvForm form) throws IOException {
    PushbackInputStream bytes =
        new PushbackInputStream(Files.newInputStream(file), BYTE_ORDER_MARK.length);
    passOverMark(bytes);
    return new BufferedReader(
        new InputStreamReader(
            bytes,
            form.encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)));
  }

  private static void passOverMark(PushbackInputStream bytes) throws IOException {
    byte[] first = bytes.readNBytes(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(first, BYTE_ORDER_MARK)) {
      bytes.unread(first);
    }
  }
}
