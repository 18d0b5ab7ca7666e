package dev.tideline.io.files;

import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;

/**
 * Finds files by a pattern as a shell would: {@code *} and {@code ?} within a name, {@code [a-z]},
 * {@code {a,b}}, and {@code **} for any number of folders. Hidden names, those that begin with an
 * underscore and those that end in {@code .tmp} are only found by a pattern that does so too.
 */
final class Glob {

  private static final String WILDCARDS = "*?[{";

  private Glob() {}

  /** Whether a path is a pattern. */
  static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> WILDCARDS.indexOf(c) >= 0);
  }

  /** The folder below which all files of a pattern lie. */
  static Path rootOf(String pattern) {
    int slash = lastFixedSlash(pattern);
    return Storage.path(slash < 0 ? "." : slash == 0 ? "/" : pattern.substring(0, slash));
  }

  private static int lastFixedSlash(String pattern) {
    int wildcard = 0;
    while (WILDCARDS.indexOf(pattern.charAt(wildcard)) < 0) {
      wildcard++;
    }
    return pattern.lastIndexOf('/', wildcard);
  }

  /** The names, most of them with wildcards, that lead from its root to what a pattern matches. */
  private static List<String> namesOf(String pattern) {
    return List.of(pattern.substring(lastFixedSlash(pattern) + 1).split("/+"));
  }

  /**
   * What a pattern matches.
   *
   * @param places files and folders, sorted
   * @param hidden what it would match, or look into, if wildcards did not leave it out
   * @param answers the folders of answers that it would look into
   * @param missing its alternatives in braces that match nothing, or all of it if it has none
   */
  record Matches(
      SortedSet<Path> places,
      SortedSet<Path> hidden,
      SortedSet<Path> answers,
      List<String> missing) {

    private static Matches none() {
      return new Matches(new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new ArrayList<>());
    }
  }

  /**
   * Looks for what a pattern matches.
   *
   * @throws PatternSyntaxException if it is no pattern
   */
  static Matches matches(String pattern) throws IOException {
    Matches all = Matches.none();
    for (String one : alternatives(pattern)) {
      Matches found = Matches.none();
      if (isPattern(one)) {
        expand(rootOf(one), namesOf(one), found, new HashSet<>());
      } else if (Files.exists(Storage.path(one), LinkOption.NOFOLLOW_LINKS)) {
        found.places().add(Storage.path(one));
      }
      all.places().addAll(found.places());
      all.hidden().addAll(found.hidden());
      all.answers().addAll(found.answers());
      if (found.places().isEmpty()) {
        all.missing().add(one);
      }
    }
    return all;
  }

  /**
   * Matches what is in a folder with the first of the names, and so on.
   *
   * @param searched the folders that {@code **} was matched with, by where they really are: links
   *     may lead in a circle
   */
  private static void expand(Path folder, List<String> names, Matches found, Set<String> searched)
      throws IOException {
    if (names.isEmpty()) {
      found.places().add(folder);
      return;
    }
    if (!Files.isDirectory(folder)) {
      return;
    }
    List<Path> children = FileSearch.childrenOf(folder);
    if (AnswerFolder.isOf(children)) {
      found.answers().add(folder);
      return;
    }
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    boolean anyFolders = name.equals("**");
    if (anyFolders) {
      if (!searched.add(names.size() + " " + folder.toRealPath())) {
        return;
      }
      expand(folder, rest, found, searched);
    }
    PathMatcher matcher = matcher(name);
    for (Path child : children) {
      if (anyFolders ? Files.isDirectory(child) : matcher.matches(child.getFileName())) {
        if (!leavesOut(name, child)) {
          expand(child, anyFolders ? names : rest, found, searched);
        } else if (!child
            .getFileName()
            .toString()
            .startsWith(".")) { // a shell's * does not match it
          found.hidden().add(child);
        }
      }
    }
  }

  /** Whether a pattern would match a path, or a folder it lies in, if it were there. */
  static boolean reaches(String pattern, Path path) {
    for (String one : alternatives(pattern)) {
      Path root = isPattern(one) ? rootOf(one) : Storage.path(one);
      List<String> names = isPattern(one) ? namesOf(one) : List.of();
      if (reaches(root.toAbsolutePath().normalize(), names, path.toAbsolutePath().normalize())
          || reaches(InputFiles.real(root), names, InputFiles.real(path))) {
        return true;
      }
    }
    return false;
  }

  private static boolean reaches(Path root, List<String> names, Path path) {
    if (!path.startsWith(root)) {
      return false;
    }
    List<Path> below = new ArrayList<>();
    root.relativize(path).forEach(below::add);
    return reaches(names, below);
  }

  private static boolean reaches(List<String> names, List<Path> path) {
    if (names.isEmpty() || path.isEmpty()) {
      return names.isEmpty();
    }
    String name = names.get(0);
    List<String> rest = names.subList(1, names.size());
    List<Path> below = path.subList(1, path.size());
    boolean found = !leavesOut(name, path.get(0));
    return name.equals("**")
        ? reaches(rest, path) || (found && reaches(names, below))
        : found && matcher(name).matches(path.get(0)) && reaches(rest, below);
  }

  private static PathMatcher matcher(String name) {
    return FileSystems.getDefault().getPathMatcher("glob:" + name);
  }

  private static boolean leavesOut(String name, Path path) {
    return FileNames.isHidden(path) && !FileNames.isHidden(Path.of(name));
  }

  /** The pattern with each choice of its first braces, and so on for those in them and behind. */
  private static List<String> alternatives(String pattern) {
    List<String> choices = new ArrayList<>();
    int open = pattern.indexOf('{');
    int begin = open + 1;
    int depth = 0;
    for (int at = open; at >= 0 && at < pattern.length(); at++) {
      char c = pattern.charAt(at);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (depth == 0 || (depth == 1 && c == ',')) {
        choices.add(pattern.substring(begin, at));
        begin = at + 1;
      }
      if (depth == 0) {
        String before = pattern.substring(0, open);
        String behind = pattern.substring(begin);
        return choices.stream()
            .flatMap(choice -> alternatives(before + choice + behind).stream())
            .toList();
      }
    }
    return List.of(pattern);
  }
}
