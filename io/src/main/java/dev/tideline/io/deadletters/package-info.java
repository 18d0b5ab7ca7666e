/**
 * Rejected records that are to be judged again: what was kept of them, the records themselves where
 * they were found, and the files of lines in which they come back. Those of topics are sent back by
 * {@link dev.tideline.io.kafka.sink.PutBack}.
 */
package dev.tideline.io.deadletters;
