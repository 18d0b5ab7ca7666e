package dev.tideline.settlement;

import dev.tideline.json.JsonRecord;
import dev.tideline.money.Amount;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The bank's settlement file: CSV as in RFC 4180, with a header line and no line breaks inside
 * fields, so that each line is a record.
 */
public final class SettlementCsv {

  /** The first line of the file, without its end. */
  public static final String HEADER = "payment_id,store_id,settled_amount,fee,currency,settled_on";

  private static final String[] FIELDS = HEADER.split(",");

  private SettlementCsv() {}

  /**
   * Parses a line after the header.
   *
   * @throws BrokenRecord if it is no settlement of a payment
   */
  public static SettlementLine read(RawRecord record) throws BrokenRecord {
    return new Line(record).read();
  }

  private static final class Line {
    private final RawRecord record;
    private List<String> fields;

    Line(RawRecord record) {
      this.record = record;
    }

    SettlementLine read() throws BrokenRecord {
      fields = split(decode());
      if (fields.size() != FIELDS.length) {
        throw broken(RejectReason.NOT_CSV, "not " + FIELDS.length + " fields");
      }
      return new SettlementLine(text(0), text(1), amount(2), amount(3), text(4), date(5));
    }

    private String decode() throws BrokenRecord {
      if (record.payload().length > JsonRecord.LARGEST) {
        throw broken(RejectReason.TOO_LARGE, "more than " + JsonRecord.LARGEST + " bytes");
      }
      try {
        ByteBuffer bytes = ByteBuffer.wrap(record.payload());
        return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
      } catch (CharacterCodingException malformed) {
        throw broken(RejectReason.NOT_UTF8, "");
      }
    }

    /** Parts a line at its commas; within quotes a comma is text, and two quotes are one. */
    private List<String> split(String line) throws BrokenRecord {
      List<String> parts = new ArrayList<>(FIELDS.length);
      int at = 0;
      while (true) {
        boolean quoted = at < line.length() && line.charAt(at) == '"';
        int end = quoted ? endOfQuotes(line, at) : endOfPlain(line, at);
        String part = line.substring(quoted ? at + 1 : at, quoted ? end - 1 : end);
        parts.add(quoted ? part.replace("\"\"", "\"") : part);
        if (end == line.length()) {
          return parts;
        }
        if (line.charAt(end) != ',') {
          throw broken(RejectReason.NOT_CSV, "a quote in the wrong place");
        }
        at = end + 1;
      }
    }

    /** The first position past the closing quote. */
    private int endOfQuotes(String line, int open) throws BrokenRecord {
      int at = line.indexOf('"', open + 1);
      while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == '"') {
        at = line.indexOf('"', at + 2);
      }
      if (at < 0) {
        throw broken(RejectReason.NOT_CSV, "a quote is not closed");
      }
      return at + 1;
    }

    /** The next comma, quote or end of the line. */
    private static int endOfPlain(String line, int from) {
      int at = from;
      while (at < line.length() && line.charAt(at) != ',' && line.charAt(at) != '"') {
        at++;
      }
      return at;
    }

    private String text(int field) throws BrokenRecord {
      if (fields.get(field).isEmpty()) {
        throw broken(RejectReason.MISSING_FIELD, FIELDS[field]);
      }
      return fields.get(field);
    }

    private long amount(int field) throws BrokenRecord {
      try {
        long amount = Amount.parse(text(field));
        if (Math.abs(amount) > Amount.LARGEST) {
          throw broken(RejectReason.AMOUNT_OVERFLOW, FIELDS[field]);
        }
        return amount;
      } catch (NumberFormatException malformed) {
        throw broken(RejectReason.BAD_AMOUNT, FIELDS[field]);
      } catch (ArithmeticException overflow) {
        throw broken(RejectReason.AMOUNT_OVERFLOW, FIELDS[field]);
      }
    }

    private LocalDate date(int field) throws BrokenRecord {
      try {
        return LocalDate.parse(text(field));
      } catch (DateTimeException malformed) {
        throw broken(RejectReason.BAD_TIME, FIELDS[field]);
      }
    }

    private BrokenRecord broken(RejectReason reason, String detail) {
      return new BrokenRecord(reason, detail, record.ingestTime());
    }
  }
}
