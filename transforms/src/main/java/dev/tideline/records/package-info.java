/**
 * A record as a source hands it over: its bytes, its location, and, if it can't count, the reason
 * and what {@link dev.tideline.records.Redactor} keeps of it, without card numbers; and what counts
 * as {@link dev.tideline.records.Text}. Knows no event and no pipeline; {@link dev.tideline.json}
 * and the decoders of {@link dev.tideline.event} make events of it.
 */
package dev.tideline.records;
