/**
 * A run for business days: it gives every day one more version, or finds that the last one stands,
 * and says what a correction changes, and by which events.
 */
package dev.tideline.pipelines.days;
