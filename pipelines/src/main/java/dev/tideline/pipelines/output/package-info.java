/**
 * Where the answer of a bounded run appears: whole, in one act, or not at all; a folder of a disk
 * by a rename, in a bucket by an object that says which stands. Knows nothing of what is in it but
 * the names of {@link dev.tideline.io.files.AnswerFolder}.
 */
package dev.tideline.pipelines.output;
