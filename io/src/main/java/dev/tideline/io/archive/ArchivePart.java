package dev.tideline.io.archive;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Files that were written one after the other and hold every copy of each of their events: among
 * them, and only among them, the duplicates are marked. An archive has a part per partition.
 *
 * @param archive the name of the archive: no event is in two of its parts
 * @param number of the part in it
 */
public record ArchivePart(String archive, int number) {

  /** What the footer calls the part that a file belongs to. */
  private static final String PART_KEY = "tideline.part";

  /** What the footer of the last file of a part calls the number of all its files. */
  private static final String FILES_KEY = "tideline.part.files";

  /**
   * What the footer of a file says.
   *
   * @param files how many files the part has, in its last one; 0 in all others
   */
  public Map<String, String> marks(int files) {
    Map<String, String> marks = new HashMap<>(Map.of(PART_KEY, archive + "/" + number));
    if (files > 0) {
      marks.put(FILES_KEY, Integer.toString(files));
    }
    return marks;
  }

  /**
   * The part that a file belongs to.
   *
   * @param marks the key-value metadata of its footer
   * @return nothing if it says none
   */
  public static Optional<ArchivePart> in(Map<String, String> marks) {
    String part = marks.getOrDefault(PART_KEY, "");
    int slash = part.lastIndexOf('/');
    String number = part.substring(slash + 1);
    return slash > 0 && number.matches("[0-9]{1,9}")
        ? Optional.of(new ArchivePart(part.substring(0, slash), Integer.parseInt(number)))
        : Optional.empty();
  }

  /**
   * How many files its part has.
   *
   * @param marks the key-value metadata of a footer
   * @return 0 if that file is not the last one
   */
  public static int filesIn(Map<String, String> marks) {
    String files = marks.getOrDefault(FILES_KEY, "");
    return files.matches("[0-9]{1,9}") ? Integer.parseInt(files) : 0;
  }
}
