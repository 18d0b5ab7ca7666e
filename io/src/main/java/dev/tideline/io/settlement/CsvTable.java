package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A CSV file as a table of texts. */
final class CsvTable {

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Path file;
  private final CsvForm form;

  /** One that is written in a form. */
  CsvTable(Path file, CsvForm form) {
    this.file = file;
    this.form = form;
  }

  /**
   * Hands over its rows. Lines without anything are none.
   *
   * @throws InputException if it has no header, breaks off in the midst of a quoted field, or is in
   *     another encoding
   * @throws IOException if it can't be read
   */
  void read(EachRow each) throws IOException, InputException {
    try (BufferedReader text = open()) {
      for (int above = 0; above < form.linesAbove(); above++) {
        text.readLine();
      }
      CSVFormat format =
          CSVFormat.Builder.create(CSVFormat.RFC4180)
              .setDelimiter(form.separator())
              .setQuote(form.quote())
              .setIgnoreEmptyLines(true)
              .build();
      rows(format.parse(text).iterator(), each);
    } catch (CharacterCodingException malformed) {
      throw new InputException(file + " is not written in " + form.encoding());
    } catch (UncheckedIOException failed) { // so the iterator throws what is wrong
      if (failed.getCause() instanceof CharacterCodingException) {
        throw new InputException(file + " is not written in " + form.encoding());
      }
      throw new InputException(
          "%s breaks off, or a quote in it is not closed: %s"
              .formatted(file, failed.getCause().getMessage()));
    }
  }

  private void rows(Iterator<CSVRecord> records, EachRow each) throws InputException {
    if (!records.hasNext()) {
      throw new InputException(file + " is empty: it has not even a header");
    }
    List<String> header = records.next().toList();
    if (!each.header(header)) {
      return;
    }
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < header.size(); place++) {
      places.put(header.get(place), place);
    }
    for (long number = 1; records.hasNext(); number++) {
      CSVRecord record = records.next();
      if (record.size() == header.size()) {
        each.row(number, column -> record.get(places.get(column)));
      } else {
        each.unfit(number);
      }
    }
  }

  /** Bytes that are no text of the encoding fail; the mark some programs begin with is gone. */
  private BufferedReader open() throws IOException {
    BufferedReader text =
        new BufferedReader(
            new InputStreamReader(
                Files.newInputStream(file),
                form.encoding()
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)));
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}
