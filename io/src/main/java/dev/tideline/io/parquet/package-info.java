/**
 * Parquet, read column by column into arrays and written row by row, for rows of any kind. Knows no
 * event: {@link dev.tideline.io.archive} does. Twelve classes, because decoding pages ourselves
 * takes a class for each level of the format: file, row group, column chunk, page.
 */
package dev.tideline.io.parquet;
