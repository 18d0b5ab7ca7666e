/**
 * Money as whole numbers of 1/10 000 of the currency unit, with its text form and its rounding; and
 * that of an event that does not count. Touches nothing else of ours but sums.
 */
package dev.tideline.money;
