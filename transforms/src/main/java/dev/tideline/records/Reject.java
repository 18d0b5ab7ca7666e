package dev.tideline.records;

import dev.tideline.money.Unposted;
import java.nio.charset.StandardCharsets;

/**
 * A record that is not counted because it can't be parsed or breaks a rule: data with a reason.
 *
 * @param reason the first thing found wrong
 * @param detail the field at fault, or a few words; empty if the reason says all
 * @param value what may be told of the value at fault, see {@link Redactor}; empty if there is none
 * @param location where the record was found
 * @param ingestTime when it was ingested, ms since the epoch, or {@link RawRecord#IN_PAYLOAD} if
 *     the record was too broken to tell
 * @param payload what could be kept of it, free of card numbers
 * @param unposted what may be told of the money it is about: nothing if it can't be parsed
 */
public record Reject(
    RejectReason reason,
    String detail,
    String value,
    RecordLocation location,
    long ingestTime,
    Payload payload,
    Unposted unposted) {

  /** A record of whose money nothing can be told. */
  public Reject(
      RejectReason reason,
      String detail,
      String value,
      RecordLocation location,
      long ingestTime,
      Payload payload) {
    this(reason, detail, value, location, ingestTime, payload, Unposted.NOTHING);
  }

  /**
   * An event that breaks a rule.
   *
   * @param json the event, or null where the source keeps it
   * @param said what it says of its money, whatever it is: only what may be told of it is kept
   */
  public static Reject of(
      Finding finding, RecordLocation location, long ingestTime, String json, Unposted said) {
    Redactor redactor = new Redactor();
    String value = redactor.value(finding.field(), finding.value());
    // The id of a store that there is was not made up by the record.
    Unposted told = redactor.unposted(said, finding.reason() != RejectReason.UNKNOWN_STORE);
    Payload payload = Payload.IN_PLACE;
    if (json != null) {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      payload = redactor.payload(bytes, bytes.length);
    }
    return new Reject(
        finding.reason(), finding.field(), value, location, ingestTime, payload, told);
  }

  /** The same, where another copy has its money. */
  public Reject asRepeat() {
    return new Reject(reason, detail, value, location, ingestTime, payload, unposted.asRepeat());
  }
}
