/**
 * Sends elements to topics, at least once, dead letters among them, and what these were made of
 * back to its topics, once; reads all that a topic holds. Fraud signals are sent by {@code
 * dev.tideline.pipelines.signals}, through this package.
 */
package dev.tideline.io.kafka.sink;
