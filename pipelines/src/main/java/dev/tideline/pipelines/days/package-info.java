/**
 * Business days that are published: every run for a day gives it one more version, or finds that
 * the last one stands; what a correction changed, and by which events; what was late or rejected of
 * a day in money; and the runs themselves.
 */
package dev.tideline.pipelines.days;
