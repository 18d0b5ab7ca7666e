package dev.tideline.io.parquet;

import java.util.Locale;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Whether a file's columns can be decoded straight into arrays: they must be what is wanted to the
 * last bit. Their order does not matter, nor what else the file has, nor ids of its fields.
 */
public final class Fit {

  private Fit() {}

  /**
   * The first way in which a file's columns are not what is wanted, such as {@code event_time is
   * TIMESTAMP(MICROS,true)}; null if they are.
   */
  public static String unlike(MessageType wanted, MessageType file) {
    for (ColumnDescriptor column : wanted.getColumns()) {
      String unlike = unlike(column, file);
      if (unlike != null) {
        return unlike;
      }
    }
    return null;
  }

  private static String unlike(ColumnDescriptor wanted, MessageType file) {
    String name = String.join(".", wanted.getPath());
    if (!file.containsPath(wanted.getPath())) {
      return "there is no " + name;
    }
    ColumnDescriptor found = file.getColumnDescription(wanted.getPath());
    String type = unlike(wanted.getPrimitiveType(), found.getPrimitiveType());
    if (type != null) {
      return name + " is " + type;
    }
    boolean levels =
        found.getMaxDefinitionLevel() == wanted.getMaxDefinitionLevel()
            && found.getMaxRepetitionLevel() == wanted.getMaxRepetitionLevel();
    return levels ? null : name + " is optional";
  }

  private static String unlike(PrimitiveType wanted, PrimitiveType found) {
    LogicalTypeAnnotation means = found.getLogicalTypeAnnotation();
    if (!Objects.equals(means, wanted.getLogicalTypeAnnotation())) {
      return means == null ? physical(found) : means.toString();
    }
    return physical(found).equals(physical(wanted)) ? null : physical(found);
  }

  /** The name of a physical type, with its length if it has one. */
  private static String physical(PrimitiveType type) {
    String name = type.getPrimitiveTypeName().name().toLowerCase(Locale.ROOT);
    return type.getTypeLength() > 0 ? name + "(" + type.getTypeLength() + ")" : name;
  }
}
