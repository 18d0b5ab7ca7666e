/**
 * Files of JSON lines as a bounded source, read in chunks. Enters every line in the ledger as it is
 * parsed, because a shuffle that marks duplicates ({@link dev.tideline.admission.MarkDuplicates})
 * lies between here and admission. The same files as a stream are in {@link
 * dev.tideline.io.replay}.
 */
package dev.tideline.io.lines;
