package dev.tideline.records;

/** A record can't be an event, for this reason. Thrown by parsers, turned into a reject. */
public final class BrokenRecord extends Exception {

  private static final long serialVersionUID = 1;

  private final RejectReason reason;
  private final String detail;
  private final String value;
  private final long ingestTime;
  private final transient Redactor redactor = new Redactor();

  /**
   * @param detail the field at fault or a few words, never a value of the record
   * @param ingestTime when the record was ingested, or {@link RawRecord#IN_PAYLOAD} if not known
   */
  public BrokenRecord(RejectReason reason, String detail, long ingestTime) {
    this(reason, detail, "", ingestTime);
  }

  /**
   * @param field the field at fault
   * @param value what stands there, whatever it is: only what may be told of it is kept
   * @param ingestTime when the record was ingested, or {@link RawRecord#IN_PAYLOAD} if not known
   */
  public BrokenRecord(RejectReason reason, String field, String value, long ingestTime) {
    super(reason + " " + field, null, false, false); // no stack: it is a finding, not a fault
    this.reason = reason;
    this.detail = field;
    this.value = redactor.value(field, value);
    this.ingestTime = ingestTime;
  }

  /** The finding as data, with the record it was made of. */
  public Reject toReject(RawRecord record) {
    return toReject(record, record.payload().length);
  }

  /**
   * The finding as data, with a record of which perhaps only the beginning was read.
   *
   * @param size how many bytes the whole record has
   */
  public Reject toReject(RawRecord record, int size) {
    Payload payload = redactor.copy().payload(record.payload(), size);
    return new Reject(reason, detail, value, record.location(), ingestTime, payload);
  }

  /** What was found. */
  public RejectReason reason() {
    return reason;
  }

  /** The field at fault, or a few words. */
  public String detail() {
    return detail;
  }

  /** When the record was ingested, or {@link RawRecord#IN_PAYLOAD} if it is too broken to tell. */
  public long ingestTime() {
    return ingestTime;
  }
}
