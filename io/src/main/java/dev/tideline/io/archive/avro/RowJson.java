package dev.tideline.io.archive.avro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.archive.view.Form;
import dev.tideline.io.archive.view.ViewSchema;
import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.apache.avro.generic.IndexedRecord;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/** The text of a row that is no event, for people: all that was read of it but a card's number. */
final class RowJson {

  private RowJson() {}

  /** The row as a JSON object, its values as they are in the file. */
  static String of(IndexedRecord row) {
    ViewSchema view = ViewSchema.of(row.getSchema());
    return JsonText.object(json -> write(row, view.columns(), json));
  }

  private static void write(IndexedRecord row, GroupType columns, JsonText json) {
    for (int i = 0; i < columns.getFieldCount(); i++) {
      Type type = columns.getType(i);
      Object value = row.get(i);
      if (type.isPrimitive()) {
        json.text(type.getName(), text(value, type.asPrimitiveType()));
      } else if (value != null) {
        GroupType repeated = type.asGroupType().getType(0).asGroupType();
        GroupType element =
            repeated.getType(0).isPrimitive() ? repeated : repeated.getType(0).asGroupType();
        json.objects(
            type.getName(),
            (List<?>) value,
            line -> {
              if (line != null) {
                write((IndexedRecord) line, element, json);
              }
            });
      }
    }
  }

  /** A value as people write it; null if there is none. */
  static String text(Object value, PrimitiveType type) {
    if (value == null) {
      return null;
    }
    Form form = Form.of(type);
    if (Values.isTime(form)) {
      long time = Values.millis(value, form);
      return time < Timestamps.FIRST || time > Timestamps.LAST
          ? time + " ms"
          : Timestamps.format(time);
    }
    if (type.getName().equals(ArchiveSchema.CARD_NUMBER)) {
      return "*";
    }
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation decimal) {
      return new BigDecimal(unscaled(value), decimal.getScale()).toPlainString();
    }
    if (value instanceof Number) {
      return value.toString();
    }
    ByteBuffer bytes = Values.bytes(value);
    return switch (form) {
      case TEXT, BYTES -> UTF_8.decode(bytes).toString();
      default -> HexFormat.of().formatHex(Values.array(bytes));
    };
  }

  private static BigInteger unscaled(Object value) {
    if (value instanceof Number number) {
      return BigInteger.valueOf(number.longValue());
    }
    byte[] bytes = Values.array(Values.bytes(value));
    return bytes.length == 0 ? BigInteger.ZERO : new BigInteger(bytes);
  }
}
