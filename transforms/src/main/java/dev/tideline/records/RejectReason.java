package dev.tideline.records;

/** Why a record was rejected. The names are part of the output; their order is not. */
public enum RejectReason {
  /** Its bytes are not valid UTF-8. */
  NOT_UTF8,
  /** Its bytes are not one JSON object. */
  NOT_JSON,
  /** Its bytes are not one line of CSV with the fields it must have. */
  NOT_CSV,
  /** It is larger than a record may be, or what rows are keyed by is longer than a key may be. */
  TOO_LARGE,
  /** A required field is absent, null or empty. */
  MISSING_FIELD,
  /** A field has another JSON type than the one it must have. */
  WRONG_TYPE,
  /** A field is there twice. */
  REPEATED_FIELD,
  /** A text has half a surrogate pair (U+D83D alone, say), so it is none. */
  BAD_TEXT,
  /** A time is no exact moment in a form of ISO 8601 with an offset. */
  BAD_TIME,
  /** An amount is not exact in 1/10 000, or, a bank's, in minor units of its currency. */
  BAD_AMOUNT,
  /** An amount or a quantity is negative. */
  NEGATIVE_AMOUNT,
  /** An amount or a quantity is larger than any the business can have. */
  AMOUNT_OVERFLOW,
  /** The order event's type is none we know. */
  UNKNOWN_TYPE,
  /** A placed, cancelled or refunded order without lines. */
  NO_LINES,
  /**
   * A card number that is not 12 to 19 digits, or stands in another field of its payment too; or a
   * card token that is not 32 hex digits.
   */
  BAD_CARD,
  /** The store is not in the reference data. */
  UNKNOWN_STORE,
  /** The store is in the reference data, but not open when it happened. */
  STORE_NOT_OPEN,
  /** No store sells in this currency; in a bank's line, it is none of ISO 4217. */
  UNKNOWN_CURRENCY,
  /** The currency is not the one its store sells in when it happens. */
  FOREIGN_CURRENCY,
  /** It happened more than a minute after it was ingested. */
  FUTURE_TIME,
  /** A time before 1990 or after 2099, such as the epoch of a clock that was never set. */
  IMPLAUSIBLE_TIME,
  /** The order was placed after the event that follows on it. */
  PLACED_AFTER_EVENT
}
