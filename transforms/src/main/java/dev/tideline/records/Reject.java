package dev.tideline.records;

/**
 * A record that is not counted because it can't be parsed or breaks a rule: data with a reason.
 *
 * @param reason the first thing found wrong
 * @param detail the field at fault, or a few words; empty if the reason says all; never a value
 * @param location where the record was found
 * @param ingestTime when it was ingested, ms since the epoch, or {@link RawRecord#IN_PAYLOAD} if
 *     the record was too broken to tell
 * @param payload what could be kept of it, free of card numbers
 */
public record Reject(
    RejectReason reason,
    String detail,
    RecordLocation location,
    long ingestTime,
    Payload payload) {}
