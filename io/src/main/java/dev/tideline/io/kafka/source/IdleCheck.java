package dev.tideline.io.kafka.source;

import dev.tideline.io.kafka.KafkaCluster;
import dev.tideline.io.kafka.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every now and then how far partitions reach, never waiting for it: only the
 * broker can say that a silent partition has nothing to say. While it does not answer, nothing is
 * known.
 */
final class IdleCheck {

  private static final Logger LOG = LoggerFactory.getLogger(IdleCheck.class);

  private static final long EVERY = TimeUnit.MILLISECONDS.toNanos(200);

  /** An answer that takes so much longer than usual is worth a word. */
  private static final long LONG = TimeUnit.SECONDS.toNanos(5);

  private final Topics topics;
  private final KafkaCluster cluster;
  private boolean answers = true;
  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> question;
  private long asked;
  private long reached;
  private long lastAsked = System.nanoTime() - EVERY;

  IdleCheck(Topics topics, KafkaCluster cluster) {
    this.topics = topics;
    this.cluster = cluster;
  }

  /**
   * Takes the answer if there is one, and asks again if it is time to.
   *
   * @param latest the latest time of ingest that was read, ms since the epoch
   */
  void check(Collection<? extends PartitionReader<?>> partitions, long latest) {
    if (question != null && question.isDone()) {
      takeAnswer(partitions);
      question = null;
    }
    if (question != null && System.nanoTime() - lastAsked > LONG) {
      missed(null);
    }
    if (question == null && System.nanoTime() - lastAsked >= EVERY) {
      lastAsked = System.nanoTime();
      asked = System.currentTimeMillis();
      reached = latest;
      question =
          topics.askLastOffsets(
              partitions.stream()
                  .filter(each -> !each.ended())
                  .map(PartitionReader::name)
                  .toList());
    }
  }

  private void missed(Throwable why) {
    if (answers) {
      LOG.warn("no answer from {}: waiting for it", cluster, why);
    }
    answers = false;
  }

  private void takeAnswer(Collection<? extends PartitionReader<?>> partitions) {
    Map<TopicPartition, ListOffsetsResultInfo> answer;
    try {
      answer = question.get();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException unanswered) {
      missed(unanswered.getCause());
      return;
    }
    if (!answers) {
      LOG.info("{} answers again", cluster);
    }
    answers = true;
    for (PartitionReader<?> each : partitions) {
      ListOffsetsResultInfo last = answer.get(each.name());
      if (last != null) {
        each.reaches(last.offset(), asked, reached);
      }
    }
  }
}
