package dev.tideline.io.archive.view;

import java.util.List;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * Where columns are: at the top, or in the elements of a list of whatever make.
 *
 * @param list the list as it is in the file; null at the top
 * @param element the group that each of its elements is; null at the top
 * @param levels how many groups lie one in the other, from the list to the element: 1 to 3
 */
record Place(GroupType list, GroupType element, int levels) {

  /** Columns of the row itself. */
  static final Place TOP = new Place(null, null, 0);

  /** What the archive's own list is made of; the names of others are passed over. */
  private static final String LIST = "list";

  private static final String ELEMENT = "element";

  /** A list whose repeated group is the element itself, as Avro and Thrift have written them. */
  private static final String ARRAY = "array";

  /** The elements of a list, or null if it has no groups. */
  static Place in(GroupType list) {
    if (list.isRepetition(Repetition.REPEATED)) {
      return new Place(list, list, 1);
    }
    if (!holdsOneGroup(list) || !list.getType(0).isRepetition(Repetition.REPEATED)) {
      return null;
    }
    GroupType repeated = list.getType(0).asGroupType();
    return holdsOneGroup(repeated) && !repeated.getType(0).isRepetition(Repetition.REPEATED)
        ? new Place(list, repeated.getType(0).asGroupType(), 3)
        : new Place(list, repeated, 2);
  }

  private static boolean holdsOneGroup(GroupType group) {
    return group.getFieldCount() == 1 && !group.getType(0).isPrimitive();
  }

  /** The path of a column in the file. */
  ColumnPath inFile(String name) {
    return switch (levels) {
      case 0 -> ColumnPath.get(name);
      case 1 -> ColumnPath.get(list.getName(), name);
      case 2 -> ColumnPath.get(list.getName(), element.getName(), name);
      default -> ColumnPath.get(list.getName(), list.getType(0).getName(), element.getName(), name);
    };
  }

  /** Its path in the view. */
  ColumnPath shown(String name) {
    return switch (levels) {
      case 0 -> ColumnPath.get(name);
      case 1, 2 -> ColumnPath.get(list.getName(), ARRAY, name);
      default -> ColumnPath.get(list.getName(), LIST, ELEMENT, name);
    };
  }

  /** Its name in messages. */
  String called(String name) {
    return levels == 0 ? name : list.getName() + "." + name;
  }

  /** The list with these columns, as Avro understands it; its levels are those of the file. */
  GroupType around(List<Type> columns) {
    GroupType repeated =
        levels < 3
            ? new GroupType(Repetition.REPEATED, ARRAY, columns)
            : new GroupType(
                Repetition.REPEATED,
                LIST,
                new GroupType(element.getRepetition(), ELEMENT, columns));
    return Types.buildGroup(levels == 1 ? Repetition.REQUIRED : list.getRepetition())
        .as(LogicalTypeAnnotation.listType())
        .addField(repeated)
        .named(list.getName());
  }
}
