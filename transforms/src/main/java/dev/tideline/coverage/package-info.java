/**
 * How much of what a source holds was read: which offsets of a partition, which bytes of a file,
 * which rows. Beside the {@linkplain dev.tideline.ledger ledger}, which counts the records that
 * were met, and can't know of one that never was.
 */
package dev.tideline.coverage;
