package dev.tideline.io.files;

import dev.tideline.io.files.InputFiles.Format;
import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Finds the files that an input stands for, and what of them can't be read as asked. */
final class InputSearch {

  /** What Java says of a text that is none in its encoding. */
  private static final String UNREADABLE_TEXT = "Malformed input";

  private InputSearch() {}

  /**
   * Finds the files of one kind of event.
   *
   * @param kind the folder in which a data set has them
   * @param otherKind the folder in which it has others, which are none of them
   * @throws InputException if there are none, or any can't be read, with all that is wrong
   */
  static InputFiles find(String input, String kind, String otherKind) throws InputException {
    try {
      Path path = Storage.path(input);
      if (Storage.isFolder(path)) {
        Path folder = folderOf(path, kind, otherKind);
        return of(folder.toString(), path, FileSearch.of(Set.of(folder)), folder, null);
      }
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        Path root = path.toAbsolutePath().getParent();
        return of(input, root, FileSearch.of(Set.of(path)), null, null);
      }
      if (Glob.isPattern(input)) {
        Glob.Matches found = Glob.matches(input);
        FileSearch search = FileSearch.of(found.places());
        return of(input, Glob.rootOf(input), search, null, found);
      }
      throw new InputException(input + ": no such file or directory");
    } catch (IOException unreadable) {
      throw new InputException(input + " can't be read: " + unreadable);
    } catch (PatternSyntaxException malformed) {
      throw new InputException(input + " is no pattern of files: " + malformed.getDescription());
    } catch (InvalidPathException noPath) {
      throw new InputException(
          input
              + (noPath.getReason().startsWith(UNREADABLE_TEXT)
                  ? " is no path (without a UTF-8 locale Java reads ASCII only: set LC_ALL=C.UTF-8)"
                  : " can't be read: " + noPath.getReason()));
    }
  }

  /** The folder of a data set's one kind of files; else the folder itself. */
  private static Path folderOf(Path folder, String kind, String otherKind)
      throws InputException, IOException {
    if (Storage.isFolder(folder.resolve(kind))) {
      return folder.resolve(kind);
    }
    if (Storage.isFolder(folder.resolve(otherKind))) {
      throw new InputException("%s has %s/ but no %s/".formatted(folder, otherKind, kind));
    }
    return folder;
  }

  /**
   * The files among what was found.
   *
   * @param searched the folder that was asked for, or null
   * @param matched what the pattern that was asked for has matched, or null
   */
  private static InputFiles of(
      String input, Path root, FileSearch search, Path searched, Glob.Matches matched)
      throws InputException {
    PassedOver passedOver = new PassedOver(path -> nameOf(path, root));
    SortedSet<Path> hidden = new TreeSet<>(search.hidden());
    SortedSet<Path> answers = new TreeSet<>(search.answers());
    if (matched != null) {
      hidden.addAll(matched.hidden());
      answers.addAll(matched.answers());
    }
    hidden.forEach(passedOver::hidden);
    answers.forEach(passedOver::answer);
    search.again().forEach(passedOver::again);
    List<SourceFile> files = new ArrayList<>();
    Map<Format, Path> formats = new EnumMap<>(Format.class);
    List<String> problems = new ArrayList<>();
    if (matched != null && !matched.places().isEmpty()) {
      matched.missing().forEach(one -> problems.add(one + ": no file found"));
    }
    for (FileSearch.Found found : search.found()) {
      Path path = found.path();
      Format format = FileNames.formatOf(path, found.asked());
      if (FileNames.isOfStores(path)) {
        passedOver.stores(path);
      } else if (format == null) {
        passedOver.foreign(path);
      } else {
        formats.putIfAbsent(format, path);
        files.add(new SourceFile(path.toAbsolutePath(), nameOf(path, root).toString()));
        problems.addAll(problemOf(found));
      }
    }
    if (files.isEmpty()) {
      problems.add(passedOver.nothingIn(input));
    }
    if (formats.size() > 1) {
      problems.add(
          "%s has files of %s (%s): choose one with a pattern"
              .formatted(
                  input,
                  formats.keySet().stream()
                      .map(format -> format.words)
                      .collect(Collectors.joining(" and of ")),
                  formats.values().stream()
                      .map(path -> FileNames.shown(nameOf(path, root)))
                      .collect(Collectors.joining(", "))));
    }
    InputException.throwIfAny(problems);
    Format format = formats.keySet().iterator().next();
    return new InputFiles(
        root,
        format,
        files,
        List.of(),
        searched,
        matched == null ? null : input,
        passedOver.notes());
  }

  private static List<String> problemOf(FileSearch.Found found) {
    String path = FileNames.shown(found.path());
    if (found.kind() == FileSearch.Kind.DANGLING) {
      return List.of(path + " is a link that leads nowhere: mend or remove it");
    }
    if (found.kind() == FileSearch.Kind.SPECIAL) {
      return List.of(
          path + " is no file but a pipe, socket or device: save what comes from it in a file");
    }
    if (!FileNames.isText(found.path())) {
      return List.of(path + " has a name that is not UTF-8: rename it (or a folder on its way)");
    }
    return Files.isReadable(found.path())
        ? List.of()
        : List.of(path + " can't be read: permission denied");
  }

  private static Path nameOf(Path path, Path root) {
    return root.toAbsolutePath().normalize().relativize(path.toAbsolutePath().normalize());
  }
}
