package dev.tideline.io.files;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Gathers what lies at some places and in all folders below them, each file once, however many
 * links lead to it. What is there itself is met before what links lead to, so a file is called by
 * its own name if it has one below the places.
 */
final class FileSearch {

  /**
   * Something that is no folder.
   *
   * @param asked whether it was itself a place to search, not something in a folder
   * @param kind what is there
   */
  record Found(Path path, boolean asked, Kind kind) {}

  /** What may be found. */
  enum Kind {
    FILE,
    /** A named pipe, a socket or a device: to read it could take for ever. */
    SPECIAL,
    /** A link that leads nowhere. */
    DANGLING
  }

  private final Set<Path> places;
  private final List<Found> found = new ArrayList<>();
  private final List<Path> hidden = new ArrayList<>();
  private final List<Path> answers = new ArrayList<>();
  private final List<Path> again = new ArrayList<>();

  /** By where they really are: the way by which files and folders were met. */
  private final Map<Object, Path> met = new HashMap<>();

  private final Deque<Path> links = new ArrayDeque<>();

  private FileSearch(Set<Path> places) {
    this.places = places;
  }

  /** Searches these places, in their order. */
  static FileSearch of(Set<Path> places) throws IOException {
    FileSearch search = new FileSearch(places);
    for (Path place : places) {
      search.add(place);
    }
    while (!search.links.isEmpty()) {
      search.follow(search.links.remove());
    }
    return search;
  }

  /** What was found, sorted by path. */
  List<Found> found() {
    return found.stream().sorted(Comparator.comparing(Found::path)).toList();
  }

  /** What is hidden in folders, and was not looked into. */
  List<Path> hidden() {
    return hidden.stream().sorted().toList();
  }

  /** The folders of answers, which were not looked into. */
  List<Path> answers() {
    return answers.stream().sorted().toList();
  }

  /** Further ways to what was found. */
  List<Path> again() {
    return again.stream().sorted().toList();
  }

  private void add(Path path) throws IOException {
    if (Files.isSymbolicLink(path)) {
      links.add(path);
    } else {
      follow(path);
    }
  }

  private void follow(Path path) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (FileSystemException unreachable) {
      if (!Files.isSymbolicLink(path) || unreachable instanceof AccessDeniedException) {
        throw unreachable;
      }
      found(path, Kind.DANGLING); // or it leads to itself
      return;
    }
    Object key = attributes.fileKey() == null ? path.toRealPath() : attributes.fileKey();
    Path way = met.putIfAbsent(key, path);
    if (way != null) {
      if (!way.equals(path)) {
        again.add(path);
      }
    } else if (!attributes.isDirectory()) {
      found(path, attributes.isRegularFile() ? Kind.FILE : Kind.SPECIAL);
    } else {
      List<Path> children = childrenOf(path);
      if (AnswerFolder.isOf(children)) {
        answers.add(path);
      } else {
        addAll(children);
      }
    }
  }

  private void addAll(List<Path> children) throws IOException {
    for (Path child : children) {
      if (FileNames.isHidden(child)) {
        hidden.add(child);
      } else {
        add(child);
      }
    }
  }

  private void found(Path path, Kind kind) {
    found.add(new Found(path, places.contains(path), kind));
  }

  /** What is in a folder, sorted. */
  static List<Path> childrenOf(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
