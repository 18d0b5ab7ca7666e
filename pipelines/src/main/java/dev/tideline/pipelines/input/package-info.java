/**
 * Finds and opens what the options say is to be read: files, files played as a stream, or a topic.
 * The sources themselves are in the module {@code io}.
 */
package dev.tideline.pipelines.input;
