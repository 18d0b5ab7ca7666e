/**
 * The archive of events in Parquet: its schema, and the decoders that show its rows as order events
 * or payments without making objects of them. Stands on {@link dev.tideline.io.parquet}, which
 * knows no event; written by {@link dev.tideline.io.archive.write}.
 */
package dev.tideline.io.archive;
