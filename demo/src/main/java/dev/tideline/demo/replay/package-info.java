/**
 * {@code scripts/replay}: plays a data set into Kafka topics, each record with its own time of
 * ingest. Not to be confused with {@code dev.tideline.io.replay}, which plays files to a pipeline
 * without Kafka.
 */
package dev.tideline.demo.replay;
