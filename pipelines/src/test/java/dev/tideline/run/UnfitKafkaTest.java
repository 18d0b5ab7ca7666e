package dev.tideline.run;

import static dev.tideline.run.LiveShop.order;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.tideline.run.Terminal.Ended;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told whose Kafka or database is not as the command says. */
class UnfitKafkaTest {

  @TempDir private Path home;

  @Test
  void aBrokerThatIsNotThereIsNamed() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Path stores = Files.writeString(home.resolve("stores.jsonl"), "{}");
    Ended ended =
        Terminal.run(
            new OpsDashboardJob(),
            "--mode",
            "stream",
            "--bootstrap-servers",
            "127.0.0.1:" + free,
            "--stores",
            stores.toString(),
            "--output",
            home.resolve("out").toString());

    assertThat(ended.err(), containsString("no answer from Kafka at 127.0.0.1:" + free));
    assertThat(ended.code(), is(2));
  }

  @Test
  void topicsThatAreNotThereAreNamed() throws Exception {
    try (LiveShop shop = LiveShop.open(home)) {
      shop.topics("there.v1");
      shop.send("there.v1", 0, "10:00:01", order("a", "10:00:00"));

      Ended nothingToRead = stream(shop, "their.v1");
      assertThat(nothingToRead.err(), containsString("has no topic their.v1; "));
      assertThat(nothingToRead.code(), is(2));

      Ended nowhereToSend = stream(shop, "there.v1");
      assertThat(
          nowhereToSend.err(), containsString("has no topic there.dlq.v1; there is there.v1"));
      assertThat(nowhereToSend.code(), is(2));
    }
  }

  private Ended stream(LiveShop shop, String topic) {
    List<String> words = new ArrayList<>(shop.reading(topic, home.resolve("out")));
    words.addAll(List.of("--mode", "stream", "--until", "now"));
    return Terminal.run(new OpsDashboardJob(), words.toArray(String[]::new));
  }
}
