/** What a business day comes to in money: what counts, and what does not. */
package dev.tideline.pipelines.money;
