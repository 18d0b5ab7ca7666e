/**
 * In what the P&amp;L of a day differs from a version of it that was published: the events that are
 * booked otherwise now, and why.
 */
package dev.tideline.revenue.correction;
