package dev.tideline.kafka;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterTest {

  @TempDir private Path folder;

  @Test
  void propertiesThatWouldLoseOrRepeatRecordsAreRefusedAllAtOnce() throws Exception {
    Path file = folder.resolve("client.properties");
    Files.write(
        file,
        List.of(
            "enable.auto.commit=true",
            "auto.offset.reset=latest",
            "group.id=mine",
            "isolation.level=read_committed",
            "client.id=till",
            "sasl.jaas.config=the secret"));

    ClusterException refused =
        assertThrows(
            ClusterException.class, () -> new Cluster("h:1", file.toString()).properties());

    assertThat(
        refused.problems(),
        contains(
            startsWith(file + ": auto.offset.reset can't be set here: "),
            startsWith(file + ": enable.auto.commit can't be set here: "),
            startsWith(file + ": group.id can't be set here: ")));
    assertThat(refused.getMessage(), not(containsString("the secret")));
  }

  @Test
  void whatIsInTheFileStaysThere() throws Exception {
    Path file = folder.resolve("client.properties");
    Files.write(file, List.of("enable.auto.commit=false", "sasl.jaas.config=the secret"));
    Cluster cluster = new Cluster("h:1", file.toString());

    assertThat(
        cluster.connection(),
        allOf(
            hasEntry(is("sasl.jaas.config"), is((Object) "the secret")),
            hasEntry(is("bootstrap.servers"), is((Object) "h:1"))));
    assertThat(cluster.toString(), is("Kafka at h:1"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Cluster cluster = new Cluster("h:1", folder.resolve("missing").toString());
    ClusterException missing = assertThrows(ClusterException.class, cluster::properties);
    assertThat(missing.getMessage(), containsString(folder.resolve("missing").toString()));
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (Topics topics =
        Topics.of(new Cluster("127.0.0.1:" + port, null), Duration.ofMillis(1_500))) {
      ClusterException away =
          assertThrows(ClusterException.class, () -> topics.describe("payments.v1"));
      assertThat(away.getMessage(), containsString("no answer from Kafka at 127.0.0.1:" + port));
    }
  }

  @Test
  void anAddressThatIsNoneIsSaid() {
    ClusterException wrong =
        assertThrows(ClusterException.class, () -> Topics.of(new Cluster("nonsense", null)));
    assertThat(
        wrong.getMessage(), startsWith("no client can be made for Kafka at nonsense: Invalid url"));
  }

  @Test
  void partitionsAreDealtOutToAtMostSoManyReaders() {
    Topic topic = new Topic("t", 5, true, Long.MAX_VALUE);
    Map<Integer, Position> starts =
        Map.of(
            0, Position.at(0),
            1, Position.at(0),
            2, Position.at(0),
            3, Position.at(0),
            4, Position.at(0));
    Subscription capped =
        new Subscription(new Cluster("h:1", null), topic, "g", starts, Map.of(), 0, 2, false);
    Subscription free =
        new Subscription(new Cluster("h:1", null), topic, "g", starts, Map.of(), 0, 0, false);

    assertThat(
        capped.split(8).stream().map(Subscription::partitions).toList(),
        contains(List.of(0, 2, 4), List.of(1, 3)));
    assertThat(capped.split(1).size(), is(1));
    assertThat(free.split(3).size(), is(3));
    assertThat(free.split(8).size(), is(5));
  }
}
