/**
 * What every command shares, pipeline or not: exit codes, mistakes that are all said at once,
 * durations, how a program is run, and the sign of life it gives meanwhile. Touches nothing of the
 * business.
 */
package dev.tideline.pipelines.cli;
