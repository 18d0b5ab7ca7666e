/**
 * The archive, and any other Parquet files of the same events, as a source: which file is read how
 * is decided from the footers, before anything runs.
 */
package dev.tideline.io.archive.source;
