/**
 * Money as whole numbers of 1/10 000 of the currency unit, with its text form and its rounding.
 * Touches nothing else of ours.
 */
package dev.tideline.money;
