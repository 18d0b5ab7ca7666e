package dev.tideline.io.kafka;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterTest {

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

    KafkaClusterException refused =
        assertThrows(
            KafkaClusterException.class,
            () -> new KafkaCluster("h:1", file.toString()).properties());

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
    KafkaCluster cluster = new KafkaCluster("h:1", file.toString());

    assertThat(
        cluster.connection(),
        allOf(
            hasEntry(is("sasl.jaas.config"), is((Object) "the secret")),
            hasEntry(is("bootstrap.servers"), is((Object) "h:1"))));
    assertThat(cluster.toString(), is("Kafka at h:1"));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    KafkaCluster cluster = new KafkaCluster("h:1", folder.resolve("missing").toString());
    KafkaClusterException missing = assertThrows(KafkaClusterException.class, cluster::properties);
    assertThat(missing.getMessage(), containsString(folder.resolve("missing").toString()));
  }

  @Test
  void aBrokerThatIsNotThereIsNamed() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    KafkaCluster cluster = new KafkaCluster("127.0.0.1:" + port, null);
    KafkaClusterException away =
        assertThrows(
            KafkaClusterException.class, () -> Listening.await(cluster, Duration.ofMillis(1)));
    assertThat(away.getMessage(), containsString("no answer from Kafka at 127.0.0.1:" + port));
    assertThat(away.getMessage(), containsString("Connection refused"));
  }

  @Test
  void oneAddressThatTakesConnectionsIsEnough() throws Exception {
    try (ServerSocket broker = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + broker.getLocalPort();
      Listening.await(
          new KafkaCluster("127.0.0.1:1 , " + address + ",", null), Duration.ofMillis(1));
      Listening.await(new KafkaCluster(address + ",,127.0.0.1:1", null), Duration.ofMillis(1));
      Listening.await(new KafkaCluster(",PLAINTEXT://" + address, null), Duration.ofMillis(1));
    }
  }

  @Test
  void anAddressThatIsNoneIsReported() {
    KafkaClusterException wrong =
        assertThrows(
            KafkaClusterException.class, () -> Topics.of(new KafkaCluster("nonsense", null)));
    assertThat(
        wrong.getMessage(), startsWith("no client can be made for Kafka at nonsense: Invalid url"));
  }
}
