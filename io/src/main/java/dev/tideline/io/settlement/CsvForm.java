package dev.tideline.io.settlement;

import java.nio.charset.Charset;

/**
 * How a CSV file is written.
 *
 * @param encoding of its bytes; a byte order mark is passed over
 * @param separator between fields
 * @param quote around a field that has separators or line ends in it; within it two stand for one
 * @param linesAbove how many lines stand above the header
 */
record CsvForm(Charset encoding, char separator, char quote, int linesAbove) {}
