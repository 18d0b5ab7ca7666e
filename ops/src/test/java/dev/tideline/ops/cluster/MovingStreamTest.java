package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.io.answer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream moves from runner to runner while its payments come: stopped or killed at any moment,
 * with any number of tasks, to a runner that has some state of before or none. In the end its
 * signals and its ledger are those of a bounded run that nobody cut. More moves: {@code
 * -Dtideline.moves=20}; the same again: {@code -Dtideline.seed=SEED}.
 */
@Tag("cluster") // it wants all three runners built
@Tag("exhaustive")
class MovingStreamTest {

  private static final int MOVES = Integer.getInteger("tideline.moves", 4);

  /** Records a second, so few that they come for more than a minute a move. */
  private static final int RATE = Math.max(1, 160 / MOVES);

  /** How a process has ended that was killed, as the shell says it. */
  private static final int KILLED = 128 + 9;

  @TempDir private Path home;

  private final long seed = Long.getLong("tideline.seed", System.nanoTime());
  private final Random chance = new Random(seed);
  private final List<String> told = new ArrayList<>();

  @Test
  void eachRunnerGoesOnWhereAnotherWasCut() throws Exception {
    tell("seed " + seed);
    GeneratedDay day = GeneratedDay.generate(home, "--bursts", "150");
    try (LivePayments payments = LivePayments.begin(day, home, RATE)) {
      Script alone = payments.bounded();
      Answer bounded = payments.boundedAnswer();
      assertThat(bounded.rows(), is(not(empty())));

      String runner = "none";
      for (long moment : chance.longs(MOVES, 0, bounded.total().read()).sorted().toArray()) {
        runner = anotherThan(runner);
        try (Run run = start(payments, on(runner))) {
          TestCluster.until(() -> run.goesOn() && payments.ledger().read() > moment);
          boolean killed = chance.nextBoolean();
          tell(run.beginning());
          tell((killed ? "killed at " : "stopped at ") + payments.ledger().read());
          int status = killed ? run.kill() : run.stop();
          assertThat(because(run), status, is(killed ? KILLED : 0));
        }
      }
      payments.awaitLast();
      try (Run last = start(payments, on(anotherThan(runner)), "--until", "now")) {
        int status = last.end();
        tell(last.beginning());
        assertThat(because(last), status, is(0));
        assertThat(because(last), Script.answerIn(last.said()), hasSize(2));
        assertThat(because(last), Script.answerIn(last.said()), is(alone.answer()));
      }
      assertThat(told.toString(), payments.signals(), is(bounded.rows()));
      assertThat(told.toString(), payments.ledger(), is(bounded.total()));
    }
  }

  private String anotherThan(String runner) {
    List<String> others =
        Stream.of("direct", "flink", "spark").filter(each -> !each.equals(runner)).toList();
    return others.get(chance.nextInt(others.size()));
  }

  /** A runner with some tasks, and with a state that all share or with one of its own. */
  private String[] on(String runner) {
    int tasks = 1 + chance.nextInt(3);
    String parallelism =
        switch (runner) {
          case "direct" -> "--targetParallelism=" + tasks;
          case "flink" -> "--parallelism=" + tasks;
          default -> "--sparkMaster=local[" + tasks + "]";
        };
    String state = chance.nextBoolean() ? "state" : "state-" + runner;
    tell("%s %s --state %s".formatted(runner, parallelism, state));
    return new String[] {
      "--runner", runner, parallelism, "--state", home.resolve(state).toString()
    };
  }

  private Run start(LivePayments payments, String[] how, String... more) throws Exception {
    Path log = home.resolve("run-" + told.size() + ".log");
    String[] words =
        payments.words(Stream.of(how, more).flatMap(Stream::of).toArray(String[]::new));
    return new Run(Script.start(log, "run", words), log);
  }

  /** What has been done, for messages and beside the report. */
  private void tell(String line) {
    told.add(line);
    System.out.println(line);
  }

  private String because(Run run) throws Exception {
    return told + "\n" + run.said();
  }

  /** A {@code scripts/run}, which waits for the process that does the work. */
  private record Run(Process script, Path log) implements AutoCloseable {

    String said() throws Exception {
      return Files.readString(log);
    }

    /** Whether it runs, and no longer only begins to; it must be alive. */
    boolean goesOn() throws Exception {
      assertThat(said(), script.isAlive(), is(true));
      return said().contains("running on ");
    }

    /** What it says of where it begins. */
    String beginning() throws Exception {
      return said()
          .lines()
          .filter(line -> line.matches(LivePayments.PIPELINE + ": (the|running) .*"))
          .collect(Collectors.joining("\n"));
    }

    /** Asks it to stop, which the script passes on. */
    int stop() throws InterruptedException {
      script.destroy();
      return end();
    }

    /** Kills the process that does the work. */
    int kill() throws InterruptedException {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      return end();
    }

    int end() throws InterruptedException {
      return script.waitFor();
    }

    @Override
    public void close() {
      script.descendants().forEach(ProcessHandle::destroyForcibly);
      script.destroyForcibly();
    }
  }
}
