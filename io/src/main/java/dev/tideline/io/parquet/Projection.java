package dev.tideline.io.parquet;

import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Picks columns of a schema, so that a reader touches no byte of the others. */
public final class Projection {

  private Projection() {}

  /**
   * The part of a schema with these columns only.
   *
   * @param paths their names, parted by dots, as in the schema
   */
  public static MessageType of(MessageType schema, String... paths) {
    return new MessageType(schema.getName(), kept(schema, "", List.of(paths)));
  }

  private static List<Type> kept(GroupType group, String prefix, List<String> paths) {
    return group.getFields().stream()
        .filter(field -> paths.stream().anyMatch(path -> leadsTo(path, prefix + field.getName())))
        .map(
            field ->
                field.isPrimitive()
                    ? field
                    : field
                        .asGroupType()
                        .withNewFields(
                            kept(field.asGroupType(), prefix + field.getName() + ".", paths)))
        .toList();
  }

  private static boolean leadsTo(String path, String field) {
    return path.equals(field) || path.startsWith(field + ".");
  }
}
