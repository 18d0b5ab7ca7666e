/**
 * Where an answer goes and is read back from: files of a bounded run, tables of a live one, with
 * the rejects, the too-late events and the ledger beside the rows. Uses {@link dev.tideline.io.sql}
 * and {@link dev.tideline.io.parquet}; topics are in {@link dev.tideline.io.kafka.sink}.
 */
package dev.tideline.io.answer;
