/**
 * Parquet files of other writers, as the archive would have written them: the fields of an event
 * are found among whatever columns a file has, and each row group is shown as a file of its own
 * with these columns only, which is what ParquetIO is given to read. Nothing is copied.
 */
package dev.tideline.io.archive.view;
