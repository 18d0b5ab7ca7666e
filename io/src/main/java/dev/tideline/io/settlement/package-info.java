/** The files of a bank: by what layout they are written, and their lines. */
package dev.tideline.io.settlement;
