/**
 * Parquet, read column by column into arrays, and rows as ParquetIO writes them, for rows of any
 * kind. Knows no event: {@link dev.tideline.io.archive} does. More than twelve classes, because
 * decoding pages ourselves takes a class for each level of the format: file, row group, column
 * chunk, page.
 */
package dev.tideline.io.parquet;
