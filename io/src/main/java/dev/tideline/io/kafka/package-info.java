/**
 * What reading and writing a topic share: the cluster, its topics, and the positions that a
 * consumer group has committed. Nothing here resets a position by itself; what can't be read as
 * asked is a {@link dev.tideline.io.kafka.KafkaClusterException}. Sources are in {@link
 * dev.tideline.io.kafka.source}, sinks in {@link dev.tideline.io.kafka.sink}.
 */
package dev.tideline.io.kafka;
