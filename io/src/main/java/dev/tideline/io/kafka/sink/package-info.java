/**
 * Sends elements to topics, at least once, dead letters among them; reads all that a topic holds.
 * Fraud signals are sent by {@code dev.tideline.pipelines.signals}, through this package.
 */
package dev.tideline.io.kafka.sink;
