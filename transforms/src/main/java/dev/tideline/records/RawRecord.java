package dev.tideline.records;

/**
 * One record as a source holds it, before anyone has looked inside.
 *
 * @param payload its bytes, not to be changed
 * @param location where it was found
 * @param ingestTime when it was ingested, ms since the epoch, or {@link #IN_PAYLOAD}
 */
@SuppressWarnings("ArrayRecordComponent") // the payload is only ever read, never compared
public record RawRecord(byte[] payload, RecordLocation location, long ingestTime) {

  /** The ingest time is a field of the payload, as in files of JSON lines. */
  public static final long IN_PAYLOAD = Long.MIN_VALUE;
}
