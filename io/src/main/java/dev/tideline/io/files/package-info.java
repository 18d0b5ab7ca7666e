/**
 * Which files an input stands for, found before anything runs. Opens none of them: that is done by
 * {@link dev.tideline.io.lines}, {@link dev.tideline.io.archive} and {@link
 * dev.tideline.io.replay}.
 */
package dev.tideline.io.files;
