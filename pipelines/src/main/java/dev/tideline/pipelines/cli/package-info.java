/**
 * What every command shares, pipeline or not: exit codes, mistakes that are all said at once,
 * durations, and how a program is run. Touches nothing of the business.
 */
package dev.tideline.pipelines.cli;
