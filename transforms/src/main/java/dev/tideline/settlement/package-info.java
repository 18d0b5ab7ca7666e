/**
 * The bank's settlement file, line by line. It is parsed and checked only: no pipeline reads it
 * yet.
 */
package dev.tideline.settlement;
