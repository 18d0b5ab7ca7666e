/**
 * Writes a data set, whole or not at all, as JSON lines or as an archive, and beside it the truth
 * of what was planted. Uses {@code dev.tideline.io.archive.write} for the files.
 */
package dev.tideline.datasets.output;
