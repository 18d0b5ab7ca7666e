package dev.tideline.demo.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Processes, none of which outlives this one: when it ends, by Ctrl-C too, it ends them. */
public final class Children implements AutoCloseable {

  private final Path logs;
  private final List<Child> children = new CopyOnWriteArrayList<>();
  private final Thread hook = new Thread(this::killAll, "kill-children");

  private Children(Path logs) {
    this.logs = logs;
  }

  /**
   * Makes ready.
   *
   * @param logs a folder for their output
   */
  public static Children in(Path logs) {
    Children children = new Children(logs);
    Runtime.getRuntime().addShutdownHook(children.hook);
    return children;
  }

  /**
   * Starts one, whose output goes to {@code NAME.out} and {@code NAME.err}.
   *
   * @param environment on top of our own
   */
  public Child start(String name, List<String> command, Map<String, String> environment)
      throws IOException {
    Child child = Child.start(name, command, environment, logs);
    children.add(child);
    return child;
  }

  private void killAll() {
    children.forEach(Child::kill);
  }

  @Override
  public void close() {
    killAll();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shuttingDown) {
      // then the hook does the same
    }
  }
}
