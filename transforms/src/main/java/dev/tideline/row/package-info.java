/**
 * The columns of an answer's rows, from which every written form follows: JSON, Parquet and tables.
 * The formats are constants of the rows themselves, such as {@code RevenueRow.FORMAT}; the writers
 * are in the module {@code io}.
 */
package dev.tideline.row;
