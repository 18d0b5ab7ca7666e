package dev.tideline.io.kafka.source;

import dev.tideline.io.kafka.KafkaClusterException;
import dev.tideline.io.kafka.Topic;
import dev.tideline.io.kafka.Topics;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers every now and then whether a topic is still the same, and how many partitions it
 * has, never waiting for the answer.
 */
final class TopicWatch {

  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);

  private static final long EVERY = TimeUnit.SECONDS.toNanos(10);

  private final Topics topics;
  private Topic topic;
  private KafkaFuture<TopicDescription> question;
  private long lastAsked = System.nanoTime();
  private long asked;
  private long answered;
  private boolean missing;
  private boolean answers = true;

  /**
   * @param found the topic as it was just found
   * @param asked when that was, ms since the epoch
   */
  TopicWatch(Topics topics, Topic found, long asked) {
    this.topics = topics;
    this.topic = found;
    this.answered = asked;
  }

  /**
   * Takes the answer if there is one, and asks again if it is time to.
   *
   * @param now ms since the epoch
   * @throws KafkaClusterException if the topic was deleted, or made anew
   */
  void check(long now) {
    if (question != null && question.isDone()) {
      takeAnswer();
      question = null;
    }
    if (question == null && System.nanoTime() - lastAsked >= EVERY) {
      lastAsked = System.nanoTime();
      asked = now;
      question = topics.askDescription(topic.name());
    }
  }

  private void takeAnswer() {
    try {
      TopicDescription description = question.get();
      missing = false;
      answers = true;
      topic.requireId(Topics.idOf(description));
      answered = asked;
      int partitions = description.partitions().size();
      if (partitions > topic.partitions()) {
        LOG.info(
            "{} has {} partitions now, and had {}", topic.name(), partitions, topic.partitions());
        topic = topic.withPartitions(partitions);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException unanswered) {
      boolean again = unanswered.getCause() instanceof UnknownTopicOrPartitionException;
      if (missing && again) { // a broker may not know of it yet, but not for so long
        throw new KafkaClusterException(
            topic.name()
                + " was deleted while it was read; if it comes back, begin with another --group and another --output");
      }
      missing = again;
      if (answers) { // until it is known what partitions there are, no window closes
        LOG.warn(
            "it is not known whether {} has more partitions", topic.name(), unanswered.getCause());
      }
      answers = false;
    }
  }

  /** The topic, with as many partitions as it is known to have. */
  Topic topic() {
    return topic;
  }

  /** When the question was asked that was answered last, in the time of {@link #check}. */
  long answered() {
    return answered;
  }
}
