package dev.tideline.demo.replay;

/**
 * A line of a data set as the record of a topic that it becomes.
 *
 * @param topic its topic
 * @param partition the partition, which is the number of its file
 * @param ingestTime when it was ingested, ms since the epoch; of a line that does not say it, when
 *     the one before it was
 * @param payload its bytes, not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is only ever read, never compared
public record Message(String topic, int partition, long ingestTime, byte[] payload) {}
