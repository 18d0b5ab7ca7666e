/**
 * Topics of Kafka as sources: unbounded by {@link dev.tideline.kafka.KafkaSource}, bounded by
 * {@link dev.tideline.kafka.KafkaRanges}. Nothing here ever resets a position by itself, or passes
 * over records in silence: what can't be read as asked ends the run with a {@link
 * dev.tideline.kafka.ClusterException}.
 */
package dev.tideline.kafka;
