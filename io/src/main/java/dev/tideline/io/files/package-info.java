/**
 * Which files an input stands for, found before anything runs. Knows the folder of an answer too, whose files are no input. Opens none of them: that is done by
 * {@link dev.tideline.io.lines}, {@link dev.tideline.io.archive} and {@link
 * dev.tideline.io.replay}.
 */
package dev.tideline.io.files;
