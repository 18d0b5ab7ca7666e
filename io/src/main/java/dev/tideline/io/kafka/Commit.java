package dev.tideline.io.kafka;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * How a position stands in a commit: its offset, and in the metadata {@code partitions=8
 * topic=rZJf0YbHQwCKVCIdBz8ofg watermark=1773788280000}, without the topic's id where brokers give
 * none, and without the watermark as long as there is none.
 */
public final class Commit {

  private static final Pattern METADATA =
      Pattern.compile("partitions=(\\d{1,9})(?: topic=([\\w-]{22}))?(?: watermark=(-?\\d{1,18}))?");

  private Commit() {}

  /** A position as it is committed, with what tells the topic. */
  public static OffsetAndMetadata of(Position position, Topic topic) {
    String id = topic.id().isEmpty() ? "" : " topic=" + topic.id();
    String watermark =
        position.watermark() == Position.UNKNOWN ? "" : " watermark=" + position.watermark();
    return new OffsetAndMetadata(
        position.offset(), "partitions=" + topic.partitions() + id + watermark);
  }

  static Position position(OffsetAndMetadata commit) {
    Matcher metadata = METADATA.matcher(commit.metadata());
    return metadata.matches() && metadata.group(3) != null
        ? new Position(commit.offset(), Long.parseLong(metadata.group(3)))
        : Position.at(commit.offset());
  }

  /** How many partitions there were; 0 if whoever committed did not say. */
  static int partitions(OffsetAndMetadata commit) {
    Matcher metadata = METADATA.matcher(commit.metadata());
    return metadata.matches() ? Integer.parseInt(metadata.group(1)) : 0;
  }

  /** The id of the topic; empty if whoever committed did not say. */
  static String topicId(OffsetAndMetadata commit) {
    Matcher metadata = METADATA.matcher(commit.metadata());
    return metadata.matches() && metadata.group(2) != null ? metadata.group(2) : "";
  }
}
