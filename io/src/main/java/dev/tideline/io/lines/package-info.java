/**
 * Files of JSON lines as a bounded source, read in chunks by the step that admits their records.
 * The same files as a stream are in {@link dev.tideline.io.replay}.
 */
package dev.tideline.io.lines;
