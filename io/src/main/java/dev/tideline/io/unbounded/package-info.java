/**
 * What unbounded sources share: records that arrived together as one element, the marking of
 * duplicates, and the word that a stream has ended. Used by {@link dev.tideline.io.kafka.source}
 * and {@link dev.tideline.io.replay}.
 */
package dev.tideline.io.unbounded;
