/**
 * What the programs of this module share: a schedule that waits for no answer, and a folder that is
 * deleted in the end. The programs are in the packages below; pipelines are run as a person would,
 * by {@code scripts/run}.
 */
package dev.tideline.demo;
