package dev.tideline.proof;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.pipelines.cli.Programs;
import dev.tideline.proof.world.DataSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the command refuses, before it starts anything. */
class ProveTest {

  @TempDir private Path set;

  private final StringWriter err = new StringWriter();

  @Test
  void everyMistakeIsReported() {
    int status = prove("--rounds", "0", "--runners", "samza", "--pipelines", "weather");

    assertThat(status, is(2));
    assertThat(
        err.toString(),
        allOf(
            containsString("--rounds wants"),
            containsString("--runners wants"),
            containsString("--pipelines wants")));
  }

  @Test
  void aPipelineWithNothingToReadIsNotProven() throws IOException {
    store();
    Files.writeString(Files.createDirectory(set.resolve("orders")).resolve("a.jsonl"), "{}\n");

    assertThat(prove("--input", set.toString(), "--pipelines", "fraud-velocity"), is(2));
    assertThat(err.toString(), containsString("fraud-velocity reads payments"));
  }

  @Test
  void aDataSetOfTwoKindsOfFilesIsNone() throws IOException {
    store();
    Path orders = Files.createDirectory(set.resolve("orders"));
    Files.writeString(orders.resolve("a.jsonl"), "{}\n");
    Files.writeString(orders.resolve("b.parquet"), "PAR1");

    assertThat(prove("--input", set.toString()), is(2));
    assertThat(err.toString(), containsString("wants files of one kind"));
  }

  @Test
  void whatIsNoArchiveIsReported() throws IOException {
    store();
    Path file = Files.createDirectory(set.resolve("payments")).resolve("cut.parquet");
    Files.writeString(file, "PAR1");

    assertThat(prove("--input", set.toString()), is(2));
    assertThat(err.toString(), containsString("cut.parquet"));
  }

  private void store() throws IOException {
    Files.writeString(
        set.resolve(DataSet.STORES),
        "{\"store_id\":\"s\",\"time_zone\":\"Europe/Berlin\",\"currency\":\"EUR\"}");
  }

  private int prove(String... words) {
    return Programs.run(
        new Prove(), new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
  }
}
