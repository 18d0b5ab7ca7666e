package dev.tideline.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import dev.tideline.command.Jvm;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Micro-batches that take longer than their interval don't pile up: what is read for one that waits
 * may be pushed out of memory, and can't be read again. Marks are finalized meanwhile.
 */
class SlowMicroBatchesTest {

  private static final int MICRO_BATCHES = 25;
  private static final String PENDING = "PENDING ";

  @TempDir private Path home;

  @Test
  void oneIsReadAheadAndNoMoreUntilItIsToldToStop() throws Exception {
    List<Integer> pending = new ArrayList<>();
    List<Long> finalized = new ArrayList<>();
    Path log = home.resolve("log.txt");
    String last = "";
    Process stream =
        Jvm.running(
                SlowSteps.class.getName(),
                List.of(
                    "--runner=SparkRunner",
                    "--sparkMaster=local[2]",
                    "--streaming",
                    "--batchIntervalMillis=100",
                    "--minReadTimeMillis=20",
                    "--maxRecordsPerBatch=1000",
                    "--checkpointDir=" + home.resolve("checkpoints")))
            .redirectError(log.toFile())
            .start();
    try (BufferedReader printed =
        new BufferedReader(new InputStreamReader(stream.getInputStream(), UTF_8))) {
      for (String line = printed.readLine(); line != null; line = printed.readLine()) {
        if (line.startsWith(PENDING) && pending.size() < MICRO_BATCHES) {
          pending.add(Integer.valueOf(line.substring(PENDING.length())));
          if (pending.size() == MICRO_BATCHES) {
            stream.getOutputStream().close();
          }
        }
        if (line.startsWith(Numbers.FINALIZED)) {
          finalized.add(Long.valueOf(line.substring(Numbers.FINALIZED.length())));
        }
        last = line;
      }
    } finally {
      stream.destroyForcibly().onExit().join();
    }

    assertThat(Files.readString(log), pending, hasSize(MICRO_BATCHES));
    assertThat(pending, everyItem(lessThanOrEqualTo(2)));
    assertThat(Files.readString(log), last, is("STOPPED"));
    assertThat("they are slow enough for one to wait", pending, hasItem(2));
    assertThat("each may have its own reader", finalized.size(), greaterThan(MICRO_BATCHES / 2));
    assertThat(
        "positions only move on", finalized, is(finalized.stream().sorted().distinct().toList()));
  }
}
