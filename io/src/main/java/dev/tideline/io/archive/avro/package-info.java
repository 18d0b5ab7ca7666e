/**
 * Rows as ParquetIO hands them over, Avro records, become events or rejects at once, and no record
 * goes further than that. Which column is which, and of what form, is said along with their schema
 * by {@link dev.tideline.io.archive.view}.
 */
package dev.tideline.io.archive.avro;
