/**
 * What became of every record: its {@link dev.tideline.ledger.Fate}, the counts per minute of
 * ingest that bundles keep and {@link dev.tideline.ledger.KeepLedger} adds up, and events that came
 * too late. Whoever gives a record its fate writes here: {@link dev.tideline.admission}, and for
 * lines that can't be parsed {@code dev.tideline.io.lines}.
 */
package dev.tideline.ledger;
