/**
 * A topic as a source: unbounded by {@link dev.tideline.io.kafka.source.KafkaSource}, whose reader
 * makes the watermark, bounded by {@link dev.tideline.io.kafka.source.KafkaRanges}. Knows neither
 * the rules of a pipeline nor its events.
 */
package dev.tideline.io.kafka.source;
