/**
 * A topic as a source: unbounded by {@link dev.tideline.io.kafka.source.KafkaSource}, whose reader
 * makes the watermark, bounded by {@link dev.tideline.io.kafka.source.KafkaRanges}. Knows the rules
 * of the pipeline that it reads for, because it marks duplicates with {@link
 * dev.tideline.io.unbounded}.
 *
 * <p>It has more than a dozen classes because of what it does beyond reading: it learns from the
 * log which events came before, parks readers that a runner closes too soon, keeps partitions in
 * step and commits when the effect is there. It is to be replaced when duplicates are found in the
 * graph and Kafka is read by KafkaIO.
 */
package dev.tideline.io.kafka.source;
