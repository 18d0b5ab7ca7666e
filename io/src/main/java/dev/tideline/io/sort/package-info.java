/**
 * Sorting of more than memory holds, and the digest of what is sorted. A database can't do it for
 * us: the canonical order is that of the bytes of a row's text, and no order of columns is that,
 * whatever the collation.
 */
package dev.tideline.io.sort;
