/**
 * The bank's settlement file, line by line, whatever its layout. It is parsed only: no pipeline
 * reads it yet.
 */
package dev.tideline.settlement;
