/** What published days mean to the general ledger: balanced entries, and their reversals. */
package dev.tideline.pipelines.journal;
