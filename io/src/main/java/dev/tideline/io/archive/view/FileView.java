package dev.tideline.io.archive.view;

import dev.tideline.io.archive.ArchiveSchema;
import dev.tideline.io.parquet.FileFooter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The fields of an event found again among the columns of a file, whoever wrote it: wherever they
 * stand, in any {@link Form} that can be read exactly, the lines in a list of any make.
 *
 * @param columns those of the file that are wanted, with their types, under the archive's names
 * @param origins where each column is in the file, by where it is in {@code columns}
 * @param fromPath fields that are not in the file but in its path, such as {@code store_id=berlin}
 * @param problems what is wanted and can't be had, a few words each
 */
public record FileView(
    MessageType columns,
    Map<ColumnPath, ColumnPath> origins,
    Map<String, String> fromPath,
    List<String> problems) {

  /** What the archive's own list is made of; the names of others are passed over. */
  private static final String LIST = "list";

  private static final String ELEMENT = "element";

  /** A list whose repeated group is the element itself, as Avro and Thrift have written them. */
  private static final String ARRAY = "array";

  public FileView {
    origins = Map.copyOf(origins);
    fromPath = Map.copyOf(fromPath);
    problems = List.copyOf(problems);
  }

  /**
   * Looks for the fields of a kind of event.
   *
   * @param wanted the archive's own columns for it
   */
  public static FileView of(MessageType wanted, FileFooter footer) {
    Search search =
        new Search(footer.metadata().getSchema(), PathColumns.of(footer.file().path()));
    List<Type> found = new ArrayList<>();
    for (Type field : wanted.getFields()) {
      found.addAll(
          field.isPrimitive()
              ? search.leaf(field.asPrimitiveType())
              : search.list(field.asGroupType()));
    }
    return new FileView(
        new MessageType(wanted.getName(), found), search.origins, search.fromPath, search.problems);
  }

  /** Where the columns are in the file. */
  public Set<ColumnPath> columnsInFile() {
    return Set.copyOf(origins.values());
  }

  private static final class Search {
    private final MessageType file;
    private final Map<String, String> path;
    private final Map<ColumnPath, ColumnPath> origins = new HashMap<>();
    private final Map<String, String> fromPath = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    Search(MessageType file, Map<String, String> path) {
      this.file = file;
      this.path = path;
    }

    List<Type> leaf(PrimitiveType wanted) {
      String name = wanted.getName();
      List<Type> found = new ArrayList<>();
      if (name.equals(ArchiveSchema.CARD_TOKEN) && file.containsField(ArchiveSchema.CARD_NUMBER)) {
        add(file, ArchiveSchema.CARD_NUMBER, Form.TEXTS, Place.TOP, found);
        if (!file.containsField(name)) {
          return found;
        }
      }
      if (file.containsField(name)) {
        add(file, name, formsOf(wanted), Place.TOP, found);
      } else if (path.containsKey(name) && formsOf(wanted) == Form.TEXTS) {
        fromPath.put(name, path.get(name));
      } else if (!name.equals(ArchiveSchema.COPY)) {
        problems.add("it has no column " + name);
      }
      return found;
    }

    List<Type> list(GroupType wanted) {
      String name = wanted.getName();
      if (!file.containsField(name)) {
        problems.add("it has no column " + name);
        return List.of();
      }
      Type outer = file.getType(name);
      GroupType element = outer.isPrimitive() ? null : elementOf(outer.asGroupType());
      if (element == null) {
        problems.add("its column " + name + " is " + described(outer) + ", no list");
        return List.of();
      }
      Place place = Place.of(outer.asGroupType(), element);
      List<Type> found = new ArrayList<>();
      for (Type field : wanted.getType(LIST).asGroupType().getType(ELEMENT).asGroupType().getFields()) {
        if (element.containsField(field.getName())) {
          add(element, field.getName(), formsOf(field.asPrimitiveType()), place, found);
        } else {
          problems.add("it has no column " + name + "." + field.getName());
        }
      }
      return found.isEmpty() ? List.of() : List.of(place.around(name, found));
    }

    private void add(GroupType group, String name, Set<Form> forms, Place place, List<Type> found) {
      Type type = group.getType(name);
      boolean fits =
          type.isPrimitive()
              && !type.isRepetition(Repetition.REPEATED)
              && forms.contains(Form.of(type.asPrimitiveType()));
      if (!fits) {
        problems.add(
            "its column " + place.called(name) + " is " + described(type) + ", no " + what(forms));
        return;
      }
      PrimitiveType leaf = type.asPrimitiveType();
      found.add(
          Types.primitive(leaf.getPrimitiveTypeName(), leaf.getRepetition())
              .length(leaf.getTypeLength())
              .as(leaf.getLogicalTypeAnnotation())
              .named(name));
      origins.put(place.shown(name), place.inFile(name));
    }
  }

  /**
   * The group that an element of a list is: it is repeated itself, or the only thing in what is.
   * Null if the list has no groups.
   */
  private static GroupType elementOf(GroupType list) {
    if (list.isRepetition(Repetition.REPEATED)) {
      return list;
    }
    if (list.getFieldCount() != 1 || list.getType(0).isPrimitive()) {
      return null;
    }
    GroupType repeated = list.getType(0).asGroupType();
    if (!repeated.isRepetition(Repetition.REPEATED)) {
      return null;
    }
    boolean wraps =
        repeated.getFieldCount() == 1
            && !repeated.getType(0).isPrimitive()
            && !repeated.getType(0).isRepetition(Repetition.REPEATED);
    return wraps ? repeated.getType(0).asGroupType() : repeated;
  }

  private static Set<Form> formsOf(PrimitiveType wanted) {
    return switch (Form.of(wanted)) {
      case MILLIS -> Form.TIMES;
      case DECIMAL, WHOLE -> Form.NUMBERS;
      default -> Form.TEXTS;
    };
  }

  private static String what(Set<Form> forms) {
    return forms == Form.TIMES ? "time" : forms == Form.NUMBERS ? "exact number" : "text";
  }

  private static String described(Type type) {
    if (!type.isPrimitive()) {
      return "a group";
    }
    LogicalTypeAnnotation means = type.getLogicalTypeAnnotation();
    String physical = type.asPrimitiveType().getPrimitiveTypeName().name();
    return means == null ? physical : means.toString();
  }

  /**
   * Where a leaf is.
   *
   * @param list the list that it is in, as in the file; null at the top
   * @param element the element of the list, as in the file
   */
  private record Place(GroupType list, GroupType element) {

    static final Place TOP = new Place(null, null);

    static Place of(GroupType list, GroupType element) {
      return new Place(list, element);
    }

    /** Whether a group lies between the list and its element. */
    private boolean wrapped() {
      return list != element && list.getType(0) != element;
    }

    ColumnPath inFile(String name) {
      if (list == null) {
        return ColumnPath.get(name);
      }
      if (list == element) {
        return ColumnPath.get(list.getName(), name);
      }
      String repeated = list.getType(0).getName();
      return wrapped()
          ? ColumnPath.get(list.getName(), repeated, element.getName(), name)
          : ColumnPath.get(list.getName(), repeated, name);
    }

    ColumnPath shown(String name) {
      if (list == null) {
        return ColumnPath.get(name);
      }
      return wrapped()
          ? ColumnPath.get(list.getName(), LIST, ELEMENT, name)
          : ColumnPath.get(list.getName(), ARRAY, name);
    }

    String called(String name) {
      return list == null ? name : list.getName() + "." + name;
    }

    /** The list with these leaves, as Avro understands it; its levels are those of the file. */
    GroupType around(String name, List<Type> leaves) {
      Repetition repetition = list == element ? Repetition.REQUIRED : list.getRepetition();
      GroupType repeated =
          wrapped()
              ? new GroupType(
                  Repetition.REPEATED,
                  LIST,
                  new GroupType(element.getRepetition(), ELEMENT, leaves))
              : new GroupType(Repetition.REPEATED, ARRAY, leaves);
      return Types.buildGroup(repetition)
          .as(LogicalTypeAnnotation.listType())
          .addField(repeated)
          .named(name);
    }
  }
}
