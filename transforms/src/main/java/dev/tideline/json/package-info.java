/**
 * JSON read and written as a stream, field by field, and the text forms of a time. Knows records
 * and amounts, and no event: the fields of events are in {@link dev.tideline.order}, {@link
 * dev.tideline.payment} and {@link dev.tideline.store}.
 */
package dev.tideline.json;
