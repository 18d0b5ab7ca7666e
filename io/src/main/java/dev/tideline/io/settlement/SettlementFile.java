package dev.tideline.io.settlement;

import dev.tideline.io.files.InputException;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import dev.tideline.settlement.SettlementLine;
import dev.tideline.settlement.SettlementParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** A settlement file of a bank: CSV, or Parquet if it is called so. */
public final class SettlementFile {

  private static final String PARQUET = ".parquet";

  /** Takes the lines of a file one after the other. */
  public interface EachLine {
    /** A line, with its number among the lines below the header, from 1. */
    void take(long number, SettlementLine line);

    /** What is no line. */
    void broken(long number, BrokenRecord why);
  }

  private final Path file;
  private final LayoutFile layout;

  /** One that is written by a layout. */
  public SettlementFile(Path file, LayoutFile layout) {
    this.file = file;
    this.layout = layout;
  }

  /**
   * Hands over its lines; there may be none.
   *
   * @throws InputException if it is empty, cut in the midst of a quoted field, in another encoding,
   *     or has not the columns of the layout
   * @throws IOException if it can't be read
   */
  public void read(EachLine each) throws IOException, InputException {
    read(new Lines(each));
  }

  /** Whether a file is read as Parquet. */
  static boolean isParquet(String path) {
    return path.endsWith(PARQUET);
  }

  /**
   * Makes sure that it has the columns of the layout.
   *
   * @throws InputException if it has not, or is empty
   * @throws IOException if it can't be read
   */
  void checkHeader() throws IOException, InputException {
    read(new HeaderOnly());
  }

  private void read(EachRow rows) throws IOException, InputException {
    if (isParquet(file.toString())) {
      new ParquetTable(file, layout.layout()).read(rows);
    } else if (layout.csv() == null) {
      throw new InputException(
          "%s is not called *%s, and its layout does not say how it is written as CSV"
              .formatted(file, PARQUET));
    } else {
      new CsvTable(file, layout.csv()).read(rows);
    }
  }

  private void requireColumns(List<String> names) throws InputException {
    Set<String> missing = new TreeSet<>(layout.layout().columns().values());
    for (String column : Set.copyOf(missing)) {
      if (Collections.frequency(names, column) > 1) {
        throw new InputException(file + " has the column " + column + " twice");
      }
    }
    missing.removeAll(names);
    if (!missing.isEmpty()) {
      throw new InputException(
          "%s is not in this layout: its header has no %s, but %s"
              .formatted(file, String.join(", ", missing), String.join(", ", names)));
    }
  }

  /** Wants no rows. */
  private final class HeaderOnly implements EachRow {
    @Override
    public boolean header(List<String> names) throws InputException {
      requireColumns(names);
      return false;
    }

    @Override
    public void row(long number, UnaryOperator<String> texts) {}

    @Override
    public void unfit(long number) {}
  }

  /** Makes lines of rows. */
  private final class Lines implements EachRow {
    private final EachLine each;
    private final SettlementParser parser = new SettlementParser(layout.layout());

    Lines(EachLine each) {
      this.each = each;
    }

    @Override
    public boolean header(List<String> names) throws InputException {
      requireColumns(names);
      return true;
    }

    @Override
    public void row(long number, UnaryOperator<String> texts) {
      SettlementLine line;
      try {
        line = parser.read(texts);
      } catch (BrokenRecord broken) {
        each.broken(number, broken);
        return;
      }
      each.take(number, line);
    }

    @Override
    public void unfit(long number) {
      each.broken(
          number,
          new BrokenRecord(
              RejectReason.NOT_CSV, "not as many fields as the header has", RawRecord.IN_PAYLOAD));
    }
  }
}
