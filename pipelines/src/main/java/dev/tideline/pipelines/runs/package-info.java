/**
 * What is kept of the runs that publish business days: what each was asked, how it ended, how long
 * it took, and whether that was in time.
 */
package dev.tideline.pipelines.runs;
