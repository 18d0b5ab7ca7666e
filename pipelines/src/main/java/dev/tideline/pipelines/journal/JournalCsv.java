package dev.tideline.pipelines.journal;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;

/** Postings as a CSV file, as in RFC 4180, that a general ledger takes in. */
public final class JournalCsv {

  private static final CSVFormat FORMAT =
      CSVFormat.Builder.create(CSVFormat.RFC4180)
          .setHeader("entry", "account", "debit", "credit", "currency", "text")
          .build();

  private JournalCsv() {}

  /** Writes them. */
  public static void write(Path file, List<Posting> postings) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file);
        CSVPrinter csv = FORMAT.print(out)) {
      for (Posting posting : postings) {
        csv.printRecord(
            posting.entry(),
            posting.account(),
            posting.debitText(),
            posting.creditText(),
            posting.currency(),
            posting.text());
      }
    }
  }

  /**
   * Reads them.
   *
   * @throws IOException if it can't be read, or is no such file
   */
  public static List<Posting> read(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file);
        CSVParser csv = FORMAT.builder().setSkipHeaderRecord(true).build().parse(in)) {
      return csv.stream().map(JournalCsv::posting).toList();
    } catch (IllegalArgumentException damaged) {
      throw new IOException(file + " is damaged: put back a copy of it", damaged);
    }
  }

  private static Posting posting(CSVRecord line) {
    return new Posting(
        line.get("entry"),
        line.get("account"),
        amount(line.get("debit")),
        amount(line.get("credit")),
        line.get("currency"),
        line.get("text"));
  }

  private static BigDecimal amount(String text) {
    return text.isEmpty() ? BigDecimal.ZERO : new BigDecimal(text);
  }
}
