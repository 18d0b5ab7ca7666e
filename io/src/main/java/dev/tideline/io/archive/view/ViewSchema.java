package dev.tideline.io.archive.view;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/**
 * What is said along with the rows of a row group, for whoever makes events of them: it travels as
 * properties of the Avro schema, which each record has.
 *
 * @param file what people call the file
 * @param firstRow the number of the row group's first row in the file, from 0
 * @param columns the columns of the records, with their types in the file
 * @param fromPath fields that no record has, because they are in the file's path
 */
public record ViewSchema(
    String file, long firstRow, MessageType columns, Map<String, String> fromPath) {

  /**
   * How Parquet must read the rows of a view: a list of groups is a list of records, not of records
   * around records, and an old form of times is bytes.
   */
  public static final Map<String, String> CONFIGURATION =
      Map.of(
          AvroSchemaConverter.ADD_LIST_ELEMENT_RECORDS,
          "false",
          AvroReadSupport.READ_INT96_AS_FIXED,
          "true",
          "parquet.page.verify-checksum.enabled",
          "true");

  private static final String FILE = "tideline.file";
  private static final String FIRST_ROW = "tideline.first-row";
  private static final String COLUMNS = "tideline.columns";
  private static final String FROM_PATH = "tideline.from-path";

  public ViewSchema {
    fromPath = Map.copyOf(fromPath);
  }

  /** What was said along with a record's schema. */
  public static ViewSchema of(Schema schema) {
    Map<String, String> fromPath = new HashMap<>();
    ((Map<?, ?>) schema.getObjectProp(FROM_PATH))
        .forEach((name, value) -> fromPath.put((String) name, (String) value));
    return new ViewSchema(
        schema.getProp(FILE),
        Long.parseLong(schema.getProp(FIRST_ROW)),
        MessageTypeParser.parseMessageType(schema.getProp(COLUMNS)),
        fromPath);
  }

  /** The schema of the records. */
  Schema avro() {
    ParquetConfiguration configuration = new PlainParquetConfiguration(CONFIGURATION);
    Schema schema = new AvroSchemaConverter(configuration).convert(plain());
    schema.addProp(FILE, file);
    schema.addProp(FIRST_ROW, Long.toString(firstRow));
    schema.addProp(COLUMNS, columns.toString());
    schema.addProp(FROM_PATH, fromPath);
    return schema;
  }

  /**
   * The columns without what their values mean: what Avro would make of it is less exact, and does
   * not cover all there is.
   */
  MessageType plain() {
    return new MessageType(columns.getName(), plain(columns));
  }

  private static List<Type> plain(GroupType group) {
    return group.getFields().stream().map(ViewSchema::plain).toList();
  }

  private static Type plain(Type type) {
    if (!type.isPrimitive()) {
      return type.asGroupType().withNewFields(plain(type.asGroupType()));
    }
    PrimitiveType leaf = type.asPrimitiveType();
    return Types.primitive(leaf.getPrimitiveTypeName(), leaf.getRepetition())
        .length(leaf.getTypeLength())
        .named(leaf.getName());
  }
}
