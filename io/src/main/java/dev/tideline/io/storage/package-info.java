/**
 * Places that are no path of this machine, such as {@code s3://bucket/folder}, as paths: whatever
 * works with {@link java.nio.file.Path} and {@link java.nio.file.Files} works there too. {@link
 * dev.tideline.io.storage.Storage} makes them of texts, and Hadoop's file systems do the work.
 * Knows nothing of what lies there.
 */
package dev.tideline.io.storage;
