/**
 * Writes events as files of the archive, or as JSON lines, each whole or not at all. For those who
 * make data sets; no pipeline writes here.
 */
package dev.tideline.io.archive.write;
