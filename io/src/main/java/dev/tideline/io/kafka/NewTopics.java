package dev.tideline.io.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics. */
public final class NewTopics {

  private static final int LOOK = 20; // ms

  private NewTopics() {}

  /**
   * Makes topics, and waits until they take records: a cluster has noted them before the broker
   * that is asked for them knows, and would say that they are not there; and who is to lead a
   * partition is known before it does.
   *
   * @throws ExecutionException if one can't be made
   */
  public static void create(Admin admin, List<NewTopic> topics)
      throws ExecutionException, InterruptedException {
    admin.createTopics(topics).all().get();
    List<String> names = topics.stream().map(NewTopic::name).toList();
    while (!seen(admin, names)) {
      Thread.sleep(LOOK);
    }
    admin.listOffsets(beginnings(admin, names)).all().get(); // answered by leaders only
  }

  private static Map<TopicPartition, OffsetSpec> beginnings(Admin admin, List<String> names)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> beginnings = new HashMap<>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        partition ->
                            beginnings.put(
                                new TopicPartition(name, partition.partition()),
                                OffsetSpec.earliest())));
    return beginnings;
  }

  private static boolean seen(Admin admin, List<String> names)
      throws ExecutionException, InterruptedException {
    try {
      admin.describeTopics(names).allTopicNames().get();
      return true;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw failure;
    }
  }
}
