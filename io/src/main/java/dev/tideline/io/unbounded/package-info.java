/**
 * What unbounded sources share: records that arrived together as one element, with the stretch of
 * the source that they are all of, the word that a stream has ended, and the wrapper that holds a
 * source to the pace of its runner and to what has been written. Used by {@link
 * dev.tideline.io.kafka.source}, {@link dev.tideline.io.kafka.beam} and {@link
 * dev.tideline.io.replay}.
 */
package dev.tideline.io.unbounded;
