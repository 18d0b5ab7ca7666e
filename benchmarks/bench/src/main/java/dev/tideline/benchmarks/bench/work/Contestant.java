package dev.tideline.benchmarks.bench.work;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One that answers questions by a command: the product on a runner, or a native job. */
public sealed interface Contestant {

  /** What it is called in tables and names of files. */
  String name();

  /** The product's runner that it is compared with; of the product itself, its own. */
  String runner();

  /** How it is asked. */
  List<String> command(Installation installation, Asked asked) throws IOException;

  /**
   * The digest of its rows, if they are not in a topic.
   *
   * @param printed what it has written to its standard output
   */
  String answer(Asked asked, Path printed) throws IOException;

  /**
   * The product.
   *
   * @param runner direct, flink or spark
   */
  record Product(String runner) implements Contestant {

    @Override
    public String name() {
      return "tideline-" + runner;
    }

    @Override
    public List<String> command(Installation installation, Asked asked) throws IOException {
      String pipeline = asked.question().pipeline();
      List<String> command =
          asked.times() == 1
              ? new ArrayList<>(List.of(installation.script("run"), pipeline, "--runner", runner))
              : installation.warm(runner, pipeline, asked);
      command.addAll(List.of("--output", asked.output().toString(), "--show", "0"));
      if (asked.bootstrapServers() == null) {
        command.addAll(List.of("--input", asked.data().toString()));
        return command;
      }
      command.addAll(List.of("--mode", "stream", "--group", asked.group()));
      command.addAll(List.of("--until", asked.live() ? "stopped" : "now"));
      command.addAll(
          List.of(
              "--bootstrap-servers",
              asked.bootstrapServers(),
              "--stores",
              asked.stores().toString(),
              "--dead-letters",
              asked.deadLetters()));
      if (asked.question() == Question.VELOCITY) {
        command.addAll(List.of("--signals-topic", asked.signals()));
        command.addAll(List.of("--threshold", Integer.toString(asked.threshold())));
      }
      return command;
    }

    @Override
    public String answer(Asked asked, Path printed) throws IOException {
      return Digest.printedIn(printed);
    }
  }

  /**
   * A native job.
   *
   * @param name what it is called
   * @param runner the product's runner that it is compared with
   * @param module its module
   * @param main its class, under {@code dev.tideline.benchmarks}
   * @param parser of JSON: tideline or jackson
   */
  record NativeJob(String name, String runner, String module, String main, String parser)
      implements Contestant {

    /** The same with the parser that its users would take. */
    public NativeJob withJackson() {
      return new NativeJob(name + "-jackson", runner, module, main, "jackson");
    }

    @Override
    public List<String> command(Installation installation, Asked asked) throws IOException {
      List<String> command = installation.java(module, main, asked);
      command.addAll(List.of("--parallelism", Integer.toString(Asked.PARALLELISM)));
      if (asked.question() == Question.VELOCITY) {
        command.addAll(List.of("--signals", asked.signals()));
        command.addAll(List.of("--threshold", Integer.toString(asked.threshold())));
      } else {
        command.addAll(List.of("--output", asked.rows().toString()));
      }
      if (asked.bootstrapServers() == null) {
        command.addAll(List.of("--question", asked.question().pipeline()));
        command.addAll(List.of("--input", asked.data().toString()));
        command.addAll(List.of("--repeats", Integer.toString(asked.times())));
        return command;
      }
      command.addAll(List.of("--parser", parser, "--group", asked.group()));
      command.addAll(List.of("--until", asked.live() ? "stopped" : "now"));
      command.addAll(List.of("--bootstrap-servers", asked.bootstrapServers()));
      command.addAll(List.of("--topic", asked.question().topic()));
      command.addAll(List.of("--stores", asked.stores().toString()));
      command.addAll(List.of("--dead-letters", asked.deadLetters()));
      command.addAll(List.of("--state", asked.output().resolve("state").toString()));
      return command;
    }

    @Override
    public String answer(Asked asked, Path printed) throws IOException {
      return Digest.ofFiles(asked.rows());
    }
  }
}
