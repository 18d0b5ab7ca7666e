package dev.tideline.ops.lag;

import static dev.tideline.io.kafka.source.PaymentTopics.T0;
import static dev.tideline.io.kafka.source.PaymentTopics.group;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.kafka.Position;
import dev.tideline.io.kafka.Positions;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import dev.tideline.io.kafka.source.PaymentTopics;
import dev.tideline.pipelines.cli.Programs;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LagMainTest {

  private static final long MINUTE = 60_000;

  @TempDir private static Path folder;
  private static PaymentTopics world;
  private static Topics topics;

  @BeforeAll
  static void startBroker() throws IOException {
    world = PaymentTopics.start(folder.resolve("broker"));
    topics = Topics.of(world.cluster());
  }

  @AfterAll
  static void stopBroker() {
    topics.close();
    world.close();
  }

  private static Positions positions(Topic topic) {
    return Positions.of(topics, topic, group(topic));
  }

  @Test
  void theLagIsReported() throws Exception {
    long now = System.currentTimeMillis();
    Topic topic =
        world.topic(2, Map.of("message.timestamp.type", "CreateTime", "retention.ms", "7200000"));
    world.send(topic, 0, now - 30 * MINUTE, "a");
    world.send(topic, 0, now - 20 * MINUTE, "b");
    world.send(topic, 0, now - 10 * MINUTE, "c");
    positions(topic).commit(Map.of(0, new Position(1, T0), 1, Position.at(0)));

    Ended ended = lag("--topic", topic.name(), "--group", group(topic));
    assertThat(ended.err, ended.status, is(0));
    assertThat(
        ended.out,
        Matchers.matchesRegex(
            "(?s)group .*, topic .*\\npartition +committed +end +lag +behind +data loss in +watermark\\n"
                + "0 +1 +3 +2 +20 min \\d+ s +1 h 39 min +2026-03-17T12:00:00Z\\n"
                + "1 +0 +0 +0 +0 s +never +unknown\\n"
                + "all +2 +20 min \\d+ s +1 h 39 min\\n"));

    world.deleteBefore(topic, 0, 3);
    assertThat(
        lag("--topic", topic.name(), "--group", group(topic)).out,
        containsString("2 records were deleted before they were read"));
  }

  @Test
  void theLagCommandSaysWhatIsWrong() {
    assertThat(lag("--topic", "nothing.v1", "--pipeline", "x").status, is(1));
    assertThat(lag("--topic", "t").err, containsString("give --pipeline P or --group G"));
    assertThat(lag("--topic", "t").status, is(2));
    assertThat(lag("--help").status, is(0));
    assertThat(lag("--help").out, containsString("tideline-P"));
  }

  private record Ended(int status, String out, String err) {}

  private static Ended lag(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = Arrays.copyOf(words, words.length + 2);
    all[words.length] = "--bootstrap-servers";
    all[words.length + 1] = world.cluster().bootstrapServers();
    int status = Programs.run(new LagMain(), new PrintWriter(out), new PrintWriter(err), all);
    return new Ended(status, out.toString(), err.toString());
  }
}
