/**
 * A topic as a source: unbounded by {@link dev.tideline.io.kafka.source.KafkaSource}, whose reader
 * makes the watermark, bounded by {@link dev.tideline.io.kafka.source.KafkaRanges}. Knows neither
 * the rules of a pipeline nor its events.
 *
 * <p>It has more than a dozen classes because of what it does beyond reading: it keeps partitions
 * in step, asks for silent ones and for those that are added, and commits when the effect is there.
 */
package dev.tideline.io.kafka.source;
