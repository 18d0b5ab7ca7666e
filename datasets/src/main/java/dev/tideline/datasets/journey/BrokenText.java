package dev.tideline.datasets.journey;

import static dev.tideline.records.RejectReason.BAD_AMOUNT;
import static dev.tideline.records.RejectReason.BAD_CARD;
import static dev.tideline.records.RejectReason.BAD_TIME;
import static dev.tideline.records.RejectReason.MISSING_FIELD;
import static dev.tideline.records.RejectReason.NOT_JSON;
import static dev.tideline.records.RejectReason.NOT_UTF8;
import static dev.tideline.records.RejectReason.REPEATED_FIELD;
import static dev.tideline.records.RejectReason.TOO_LARGE;
import static dev.tideline.records.RejectReason.UNKNOWN_TYPE;
import static dev.tideline.records.RejectReason.WRONG_TYPE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.json.JsonRecord;
import dev.tideline.records.RejectReason;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Breaks the text of a record so that it can't be parsed: a columnar file can't hold such records.
 */
public final class BrokenText {

  /** The ways that any record can be broken in. */
  static final Set<RejectReason> OF_ANY =
      EnumSet.of(
          NOT_UTF8, NOT_JSON, TOO_LARGE, MISSING_FIELD, WRONG_TYPE, REPEATED_FIELD, BAD_TIME);

  /** The ways this class knows; all others are broken events, see {@link Damage}. */
  public static final Set<RejectReason> ALL = Collections.unmodifiableSet(all());

  /** What a device of a later version may call a step that we don't know. */
  public static final String STRANGE_TYPE = "PICKED_UP";

  private static final Pattern CURRENCY = Pattern.compile("\"currency\":\"([A-Z]+)\",");
  private static final Pattern TIME = Pattern.compile("(\"event_time\":\"[^\"]*)Z\"");
  private static final Pattern AMOUNT = Pattern.compile("(?<amount>\"amount\":[0-9.]+)");
  private static final Pattern CARD = Pattern.compile("(\"card_number\":\"[0-9]{4})[0-9]*\"");
  private static final Pattern TYPE = Pattern.compile("\"type\":\"[A-Z]+\"");
  private static final Pattern ORDER_ID = Pattern.compile("\"order_id\":\"");

  private BrokenText() {}

  /**
   * The bytes of a record broken in this way; its ingest time stays readable if at all possible.
   */
  public static byte[] of(String json, RejectReason way) {
    return switch (way) {
      case NOT_UTF8 -> notUtf8(json);
      case NOT_JSON -> Arrays.copyOf(json.getBytes(UTF_8), json.length() / 2);
      case TOO_LARGE ->
          replace(json, CURRENCY, "$0\"note\":\"" + "x".repeat(JsonRecord.LARGEST) + "\",");
      case MISSING_FIELD -> replace(json, CURRENCY, "");
      case WRONG_TYPE -> replace(json, CURRENCY, "\"currency\":978,");
      case REPEATED_FIELD -> replace(json, CURRENCY, "$0$0");
      case BAD_TIME -> replace(json, TIME, "$1\"");
      case BAD_AMOUNT -> replace(json, AMOUNT, "${amount}5");
      case BAD_CARD -> replace(json, CARD, "$1\"");
      case UNKNOWN_TYPE -> replace(json, TYPE, "\"type\":\"" + STRANGE_TYPE + "\"");
      default -> json.getBytes(UTF_8);
    };
  }

  private static Set<RejectReason> all() {
    Set<RejectReason> all = EnumSet.of(BAD_AMOUNT, BAD_CARD, UNKNOWN_TYPE);
    all.addAll(OF_ANY);
    return all;
  }

  private static byte[] replace(String json, Pattern what, String with) {
    return what.matcher(json).replaceFirst(with).getBytes(UTF_8);
  }

  /** Begins a character of two bytes that does not go on. */
  private static byte[] notUtf8(String json) {
    Matcher place = ORDER_ID.matcher(json);
    byte[] bytes = json.getBytes(UTF_8);
    if (place.find()) {
      bytes[place.end()] = (byte) 0xC3;
    }
    return bytes;
  }
}
