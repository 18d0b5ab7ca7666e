/**
 * What is common to all events: the view through which the business sees one, the rules that any
 * must keep, and {@link dev.tideline.event.RecordDecoder}, the one seam between the business and
 * the formats. The kinds of event are in {@link dev.tideline.order} and {@link
 * dev.tideline.payment}; decoders of files and topics are in the module {@code io}.
 */
package dev.tideline.event;
