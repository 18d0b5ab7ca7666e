package dev.tideline.ops.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a job was submitted, so that it can be once more.
 *
 * @param name of the job, the pipeline's
 * @param arguments of the pipeline, its own and its runner's
 * @param from the folder of the state from which it went on or is to, or null for none
 * @param id of the job on Flink, of its driver on Spark; null as long as it has none, or when it
 *     has been stopped
 */
record Submission(String name, List<String> arguments, String from, String id) {

  /** The options of pipelines whose value is a path, or a URI. */
  private static final Set<String> PATHS =
      Set.of(
          "--accounts",
          "--bank",
          "--card-key",
          "--database-config",
          "--input",
          "--kafka-config",
          "--layout",
          "--output",
          "--payments",
          "--quality",
          "--stores");

  private static final String SUFFIX = ".json";
  private static final ObjectMapper JSON = new ObjectMapper();

  Submission {
    arguments = List.copyOf(arguments);
  }

  /** The last one of a name. */
  static Optional<Submission> read(Path folder, String name) throws IOException {
    Path file = file(folder, name);
    return Files.exists(file)
        ? Optional.of(JSON.readValue(file.toFile(), Submission.class))
        : Optional.empty();
  }

  /** The last one of each name. */
  static List<Submission> all(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Submission> found = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        found.add(JSON.readValue(file.toFile(), Submission.class));
      }
    }
    return found;
  }

  /** Keeps it in place of the last one of its name. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path whole = file(folder, name);
    Path draft = whole.resolveSibling(whole.getFileName() + ".new");
    JSON.writerWithDefaultPrettyPrinter().writeValue(draft.toFile(), this);
    Files.move(draft, whole, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The same with a state to go on from, or null for none. */
  Submission stoppedIn(String place) {
    return new Submission(name, arguments, place, null);
  }

  /** The same on its way. */
  Submission running(String asId) {
    return new Submission(name, arguments, from, asId);
  }

  /** The same with other values of some options. */
  Submission with(List<String> options) {
    List<String> others = options.stream().map(Submission::nameOf).toList();
    List<String> all = new ArrayList<>(arguments);
    all.removeIf(option -> others.contains(nameOf(option)));
    all.addAll(options);
    return new Submission(name, all, from, id);
  }

  /** Whether it goes on until it is stopped, or its source has ended. */
  boolean isStream() {
    return arguments.contains("--mode=stream");
  }

  /** The value of an option, if it was given. */
  Optional<String> option(String option) {
    return arguments.stream()
        .filter(word -> word.startsWith(option + "="))
        .map(word -> word.substring(option.length() + 1))
        .findFirst();
  }

  /**
   * Options as they are typed, each made one word, {@code --name=value}, and paths absolute: who
   * reads them works in another folder.
   */
  static List<String> asOptions(List<String> words) {
    List<String> options = new ArrayList<>();
    for (String word : words) {
      int last = options.size() - 1;
      if (word.startsWith("--") || last < 0 || options.get(last).contains("=")) {
        options.add(word);
      } else {
        options.set(last, options.get(last) + "=" + word);
      }
    }
    options.replaceAll(Submission::fromAnywhere);
    return options;
  }

  private static String fromAnywhere(String option) {
    String value = option.substring(Math.min(option.length(), nameOf(option).length() + 1));
    boolean isPath =
        PATHS.contains(nameOf(option))
            && !value.isEmpty()
            && !value.matches("[A-Za-z][A-Za-z0-9+.-]+:.*");
    return isPath ? nameOf(option) + "=" + Path.of(value).toAbsolutePath().normalize() : option;
  }

  private static String nameOf(String option) {
    return option.replaceFirst("=.*", "");
  }

  private static Path file(Path folder, String name) {
    return folder.resolve(name + SUFFIX);
  }
}
