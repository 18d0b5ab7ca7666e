/**
 * The kinds of event there are, orders and payments, and how files of each are opened whatever
 * their format; the stores' file and the key of the card tokens too. Whoever wants a source begins
 * here, or, for a topic, at {@link dev.tideline.io.kafka.source}.
 */
package dev.tideline.io.events;
