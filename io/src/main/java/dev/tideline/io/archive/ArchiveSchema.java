package dev.tideline.io.archive;

import java.util.Map;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * The columns of the archive: Parquet files of the events as they were ingested.
 *
 * <p>The fields are those of the events on Kafka, with two differences. {@code ingest_time} and
 * {@code copy} are added: the time of ingest, and whether the row is the first of its event (0) or
 * a duplicate (above 0), decided once, when the archive is written. And a payment has the token of
 * its card, never its number.
 *
 * <p>Money is in 1/10 000 currency units, shown to SQL as a decimal of four places; times are ms
 * since the epoch, UTC. Files lie in {@code orders/} and {@code payments/}, in a folder per day of
 * ingest (UTC), {@code date=2026-03-17}. {@code stores.jsonl} lies beside them.
 */
public final class ArchiveSchema {

  /** A row per order event, its lines nested. */
  public static final MessageType ORDERS =
      MessageTypeParser.parseMessageType(
          """
          message order_event {
            required binary event_id (STRING);
            required binary order_id (STRING);
            required binary type (STRING);
            required binary store_id (STRING);
            required int64 event_time (TIMESTAMP(MILLIS,true));
            required int64 placed_at (TIMESTAMP(MILLIS,true));
            required binary currency (STRING);
            required int64 ingest_time (TIMESTAMP(MILLIS,true));
            required int32 copy;
            required group lines (LIST) {
              repeated group list {
                required group element {
                  required binary sku (STRING);
                  required binary category (STRING);
                  required int32 quantity;
                  required int64 amount (DECIMAL(18,4));
                  required int64 cost (DECIMAL(18,4));
                }
              }
            }
          }
          """);

  /** A row per payment. */
  public static final MessageType PAYMENTS =
      MessageTypeParser.parseMessageType(
          """
          message payment {
            required binary payment_id (STRING);
            required binary order_id (STRING);
            required fixed_len_byte_array(16) card_token;
            required binary store_id (STRING);
            required binary gateway (STRING);
            required int64 amount (DECIMAL(18,4));
            required binary currency (STRING);
            required int64 event_time (TIMESTAMP(MILLIS,true));
            required int64 ingest_time (TIMESTAMP(MILLIS,true));
            required int32 copy;
          }
          """);

  /** The mark of duplicates: trusted in whole parts of an archive of ours, else not looked at. */
  public static final String COPY = "copy";

  /** The column of the token of a card. */
  public static final String CARD_TOKEN = "card_token";

  /** What other writers may have instead: the number itself, which is replaced as it is read. */
  public static final String CARD_NUMBER = "card_number";

  /**
   * What the footer calls the version of these columns. Version 1 has no such key; from 2 on a file
   * says its version. The columns are the same.
   */
  public static final String VERSION_KEY = "tideline.schema";

  /**
   * From which version on {@code copy} is what it should be: of the rows of an {@link ArchivePart}
   * with the same id and content that were not ingested before they happened, the first to be
   * ingested has 0, all others more. (In version 1 it was the first of those with the same id.)
   */
  public static final int MARKS_DUPLICATES = 2;

  /** The version that is written; all up to it are read. */
  public static final int VERSION = 2;

  private static final Map<String, MessageType> KINDS =
      Map.of("orders", ORDERS, "payments", PAYMENTS);

  private ArchiveSchema() {}

  /**
   * The columns of a kind of event.
   *
   * @param kind what the archive calls its folder
   */
  public static MessageType of(String kind) {
    return KINDS.get(kind);
  }

  /**
   * The version of a file.
   *
   * @param marks the key-value metadata of its footer
   * @return 1 for the files of other writers too; a number past {@link #VERSION} if it is unknown
   */
  public static int versionOf(Map<String, String> marks) {
    String version = marks.getOrDefault(VERSION_KEY, "1");
    return version.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(version) : Integer.MAX_VALUE;
  }
}
