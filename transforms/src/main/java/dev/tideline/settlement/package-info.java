/**
 * The bank's settlement file, line by line, whatever its layout. What is made of the lines is in
 * {@link dev.tideline.reconciliation}.
 */
package dev.tideline.settlement;
