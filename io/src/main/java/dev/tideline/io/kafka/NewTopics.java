package dev.tideline.io.kafka;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes topics. */
public final class NewTopics {

  private static final int LOOK = 20; // ms

  private NewTopics() {}

  /**
   * Makes topics, and waits until they are seen: a cluster has noted them before the broker knows
   * that is asked for them, and would say that they are not there.
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
