package dev.tideline.proof.fault;

import dev.tideline.proof.world.Question;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * A mistake that someone could make in the code: an edit of one source file. The code itself knows
 * nothing of it; the edited file is compiled to a folder that comes first on a class path.
 *
 * @param name what is wrong
 * @param shows the pipeline whose answer it must change
 * @param file the source, from the project's root
 * @param right what stands there, once
 * @param wrong what stands there instead
 */
record Fault(String name, Question shows, String file, String right, String wrong) {

  private static final Path ROOT = Path.of("..");

  /** The same in a source of the graphs. */
  static Fault inGraph(String name, Question shows, String file, String right, String wrong) {
    return new Fault(name, shows, "transforms/src/main/java/dev/tideline/" + file, right, wrong);
  }

  /** The same in the source of a sink. */
  static Fault inSinks(String name, Question shows, String file, String right, String wrong) {
    return new Fault(name, shows, "io/src/main/java/dev/tideline/" + file, right, wrong);
  }

  /**
   * Compiles the edited file.
   *
   * @return the folder of its classes
   */
  Path compile(Path folder) throws IOException {
    Path source = ROOT.resolve(file);
    String text = Files.readString(source);
    int place = text.indexOf(right);
    if (place < 0 || text.indexOf(right, place + 1) >= 0) {
      throw new AssertionError(name + ": " + file + " must have once: " + right);
    }
    Path sources = Files.createDirectories(folder.resolve("source"));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Path edited = sources.resolve(source.getFileName());
    Files.writeString(edited, text.replace(right, wrong));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter errors = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      Iterable<? extends JavaFileObject> units = files.getJavaFileObjects(edited);
      List<String> options =
          List.of(
              "-proc:none",
              "-nowarn",
              "--release",
              "17",
              "-d",
              classes.toString(),
              "-cp",
              System.getProperty("java.class.path"));
      if (!compiler.getTask(errors, files, null, options, null, units).call()) {
        throw new AssertionError(name + " does not compile: " + errors);
      }
    }
    return classes;
  }
}
