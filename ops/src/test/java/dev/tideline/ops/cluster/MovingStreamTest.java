package dev.tideline.ops.cluster;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A stream moves from one runner to another and back while its records come, without any of the
 * state that a runner keeps: stopped or killed anywhere, with any number of tasks. Its answer and
 * ledger are those of a bounded run.
 */
@Tag("cluster")
class MovingStreamTest {

  private static final int MOVES = Integer.getInteger("tideline.moves", 4);
  private static final Pattern READ = Pattern.compile("([0-9,]+) records? read");

  @TempDir private Path home;

  @Test
  void anyRunnerGoesOnWhereAnotherWasCut() throws Exception {
    long seed = Long.getLong("tideline.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> told = new ArrayList<>(List.of("seed " + seed));
    GeneratedDay day = GeneratedDay.generate(home);
    try (LivePayments payments = LivePayments.begin(day, home, Math.max(1, 4000 / (MOVES * 25)))) {
      long read = 0;
      for (int move = 0; move < MOVES; move++) {
        String[] how = on(random);
        Path log = home.resolve("move-" + move + ".log");
        Process run = start(payments, log, move, how);
        long enough = read + random.nextInt(200);
        TestCluster.until(() -> !run.isAlive() || readBy(log) > enough);
        assertThat(Files.readString(log), run.isAlive(), is(true));
        boolean killed = random.nextBoolean();
        end(run, killed);
        read = Math.max(read, readBy(log));
        told.add(
            "%s, %s after %d"
                .formatted(String.join(" ", how), killed ? "killed" : "stopped", read));
      }
      payments.awaitLast();
      Path log = home.resolve("last.log");
      Process last = start(payments, log, MOVES, "--runner", "direct", "--until", "now");
      assertThat(String.join("; ", told), last.waitFor(), is(0));

      List<String> answer = Script.answerIn(Files.readString(log));
      assertThat(answer, hasSize(2));
      assertThat(String.join("; ", told), answer, is(payments.bounded().answer()));
    }
  }

  /** A runner, and how many tasks it is given. */
  private static String[] on(Random random) {
    int tasks = 1 + random.nextInt(3);
    return switch (random.nextInt(3)) {
      case 0 -> new String[] {"--runner", "direct", "--targetParallelism=" + tasks};
      case 1 -> new String[] {"--runner", "flink", "--parallelism=" + tasks};
      default -> new String[] {"--runner", "spark", "--sparkMaster=local[" + tasks + "]"};
    };
  }

  private Process start(LivePayments payments, Path log, int move, String... how) throws Exception {
    List<String> words = new ArrayList<>(List.of(payments.words(how)));
    words.addAll(List.of("--state", home.resolve("state-" + move).toString()));
    return Script.start(log, "run", words.toArray(String[]::new));
  }

  private static long readBy(Path log) throws Exception {
    Matcher line = READ.matcher(Files.readString(log));
    long read = 0;
    while (line.find()) {
      read = Long.parseLong(line.group(1).replace(",", ""));
    }
    return read;
  }

  /** A signal to the script goes on to the process that it waits for; a kill does not. */
  private static void end(Process run, boolean killed) throws Exception {
    if (killed) {
      run.descendants().forEach(ProcessHandle::destroyForcibly);
    } else {
      run.destroy();
    }
    run.waitFor();
  }
}
