package dev.tideline.io.archive.avro;

import static dev.tideline.records.RejectReason.AMOUNT_OVERFLOW;
import static dev.tideline.records.RejectReason.BAD_AMOUNT;
import static dev.tideline.records.RejectReason.BAD_TIME;
import static dev.tideline.records.RejectReason.IMPLAUSIBLE_TIME;
import static dev.tideline.records.RejectReason.MISSING_FIELD;
import static dev.tideline.records.RejectReason.NOT_UTF8;

import dev.tideline.io.archive.view.Form;
import dev.tideline.json.Timestamps;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RejectReason;
import dev.tideline.records.Text;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * A field of records, read as what an event has, whatever form the file has it in. What is null or
 * can't be read exactly is a {@link BrokenRecord}.
 */
final class Field {

  private static final int ABSENT = -1;

  private final String label;
  private final int position;
  private final Form form;
  private final int scale;
  private final PrimitiveType type;
  private final String constant;

  private Field(String label, int position, PrimitiveType type, String constant) {
    this.label = label;
    this.position = position;
    this.type = type;
    this.form = type == null ? Form.TEXT : Form.of(type);
    this.scale =
        type != null && type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation d
            ? d.getScale()
            : 0;
    this.constant = constant;
  }

  /**
   * A field of a record.
   *
   * @param around what its name begins with in messages
   * @param columns the columns of the record
   * @param fromPath the fields that are in the path instead
   */
  static Field of(String around, String name, GroupType columns, Map<String, String> fromPath) {
    if (!columns.containsField(name)) {
      return new Field(around + name, ABSENT, null, fromPath.get(name));
    }
    PrimitiveType type = columns.getType(name).asPrimitiveType();
    return new Field(around + name, columns.getFieldIndex(name), type, null);
  }

  /** Whether records have it at all. */
  boolean present() {
    return position != ABSENT;
  }

  /** Whether it is text by its type, and not just bytes. */
  boolean isText() {
    return form == Form.TEXT;
  }

  /** Its value as it is, or null. */
  Object value(IndexedRecord row) {
    return position == ABSENT ? null : row.get(position);
  }

  /** Text that is neither null nor empty. */
  String text(IndexedRecord row, long ingestTime) throws BrokenRecord {
    String text = position == ABSENT ? constant : textOf(row, ingestTime);
    if (text == null || text.isEmpty()) {
      throw broken(MISSING_FIELD, row, ingestTime);
    }
    return text;
  }

  private String textOf(IndexedRecord row, long ingestTime) throws BrokenRecord {
    ByteBuffer bytes = Values.bytes(required(row, ingestTime));
    if (form == Form.UUID) {
      return Values.uuid(bytes);
    }
    String text = Text.ofUtf8(bytes);
    if (text == null) {
      throw broken(NOT_UTF8, row, ingestTime);
    }
    return text;
  }

  /**
   * A time, ms since the epoch; what is below the ms is cut off, towards the past. One that has no
   * text form can't be kept as an event at all.
   */
  long time(IndexedRecord row, long ingestTime) throws BrokenRecord {
    long time =
        Values.isTime(form)
            ? Values.millis(required(row, ingestTime), form)
            : parsed(row, ingestTime);
    if (time < Timestamps.FIRST || time > Timestamps.LAST) {
      throw broken(IMPLAUSIBLE_TIME, row, ingestTime);
    }
    return time;
  }

  private long parsed(IndexedRecord row, long ingestTime) throws BrokenRecord {
    try {
      return Timestamps.parse(textOf(row, ingestTime));
    } catch (NumberFormatException malformed) {
      throw broken(BAD_TIME, row, ingestTime);
    }
  }

  /** An amount, in 1/10 000 currency units; it must be exact in them. */
  long amount(IndexedRecord row, long ingestTime) throws BrokenRecord {
    return number(row, Values.AMOUNT_DECIMALS, ingestTime);
  }

  /** A whole number. */
  int count(IndexedRecord row, long ingestTime) throws BrokenRecord {
    long count = number(row, 0, ingestTime);
    if (count != (int) count) {
      throw broken(AMOUNT_OVERFLOW, row, ingestTime);
    }
    return (int) count;
  }

  private long number(IndexedRecord row, int decimals, long ingestTime) throws BrokenRecord {
    Object value = required(row, ingestTime);
    try {
      return switch (form) {
        case WHOLE -> Values.rescaled(((Number) value).longValue(), 0, decimals);
        case UNSIGNED -> Values.rescaled(Values.unsigned(value), 0, decimals);
        case DECIMAL -> Values.decimal(value, scale, decimals);
        case DOUBLE -> Values.exact((Double) value, decimals);
        default -> throw new IllegalStateException(label + " is " + form);
      };
    } catch (NumberFormatException inexact) {
      throw broken(BAD_AMOUNT, row, ingestTime);
    } catch (ArithmeticException overflow) {
      throw broken(AMOUNT_OVERFLOW, row, ingestTime);
    }
  }

  private Object required(IndexedRecord row, long ingestTime) throws BrokenRecord {
    Object value = value(row);
    if (value == null) {
      throw broken(MISSING_FIELD, row, ingestTime);
    }
    return value;
  }

  /** A finding about what a row has in this field. */
  BrokenRecord broken(RejectReason reason, IndexedRecord row, long ingestTime) {
    Object value = value(row);
    String text = value == null ? constant : RowJson.text(value, type);
    return new BrokenRecord(reason, label, text == null ? "" : text, ingestTime);
  }
}
