package dev.tideline.pipelines.journal;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

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
            text(posting.debit()),
            text(posting.credit()),
            posting.currency(),
            posting.text());
      }
    }
  }

  /** Empty on the side that it is not on. */
  private static String text(BigDecimal amount) {
    return amount.signum() == 0 ? "" : amount.toPlainString();
  }
}
