/**
 * Reading a topic through Beam's KafkaIO, element by element, with the same meaning as the batched
 * source in {@link dev.tideline.io.kafka.source}: where reading begins and ends, times of ingest,
 * watermarks, positions that are committed. What KafkaIO leaves to its user is here: the consumer,
 * the policy of timestamps and the parsing.
 */
package dev.tideline.io.kafka.beam;
