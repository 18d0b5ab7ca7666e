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
    Search search = new Search(footer.metadata().getSchema(), PathColumns.of(footer.file().path()));
    List<Type> found = new ArrayList<>();
    for (Type field : wanted.getFields()) {
      if (field.getName().equals(ArchiveSchema.COPY)) {
        continue; // the copies of a file that is read this way are settled anew
      }
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
        add(file, ArchiveSchema.CARD_NUMBER, Wanted.TEXT, Place.TOP, found);
        if (!file.containsField(name)) {
          return found;
        }
      }
      if (file.containsField(name)) {
        add(file, name, Wanted.of(wanted), Place.TOP, found);
      } else if (path.containsKey(name) && Wanted.of(wanted) == Wanted.TEXT) {
        fromPath.put(name, path.get(name));
      } else {
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
      Place place = outer.isPrimitive() ? null : Place.in(outer.asGroupType());
      if (place == null) {
        problems.add("its column " + name + " is " + described(outer) + ", no list");
        return List.of();
      }
      List<Type> found = new ArrayList<>();
      for (Type field : Place.in(wanted).element().getFields()) {
        if (place.element().containsField(field.getName())) {
          add(place.element(), field.getName(), Wanted.of(field.asPrimitiveType()), place, found);
        } else {
          problems.add("it has no column " + name + "." + field.getName());
        }
      }
      return found.isEmpty() ? List.of() : List.of(place.around(found));
    }

    private void add(GroupType group, String name, Wanted wanted, Place place, List<Type> found) {
      Type type = group.getType(name);
      boolean fits =
          type.isPrimitive()
              && !type.isRepetition(Repetition.REPEATED)
              && wanted.canBeReadFrom(Form.of(type.asPrimitiveType()));
      if (!fits) {
        problems.add(
            "its column %s is %s, no %s"
                .formatted(place.called(name), described(type), wanted.word()));
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

  private static String described(Type type) {
    if (!type.isPrimitive()) {
      return "a group";
    }
    LogicalTypeAnnotation means = type.getLogicalTypeAnnotation();
    String physical = type.asPrimitiveType().getPrimitiveTypeName().name();
    return means == null ? physical : means.toString();
  }
}
