/** fraud-velocity in Kafka Streams. */
package dev.tideline.benchmarks.streams;
