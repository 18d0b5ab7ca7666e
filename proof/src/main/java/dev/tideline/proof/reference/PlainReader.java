package dev.tideline.proof.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import dev.tideline.proof.world.WorldTopic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Reads records from docs/data.md, as a tree of JSON: it shares nothing with the parsers of the
 * pipelines.
 */
final class PlainReader {

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNumberLength(1 << 20).build())
          .build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Where fields that are known stand in a record. Of all others nothing is asked. */
  private static final Map<WorldTopic, Pattern> KNOWN =
      Map.of(
          WorldTopic.ORDERS,
          Pattern.compile(
              "/(ingest_time|event_id|order_id|type|store_id|event_time|placed_at|currency|lines)"
                  + "|/lines/[0-9]+/(sku|category|quantity|amount|cost)"),
          WorldTopic.PAYMENTS,
          Pattern.compile(
              "/(ingest_time|payment_id|order_id|card_number|card_token|store_id|gateway|amount"
                  + "|currency|event_time)"));

  private static final int MOST_BYTES = 1 << 20;

  private static final Set<String> TYPES = Set.of("PLACED", "CANCELLED", "REFUNDED", "FULFILLED");

  private PlainReader() {}

  /**
   * Reads one.
   *
   * @throws Unreadable if it is no event, with the reason
   */
  static Event read(WorldRecord sent) throws Unreadable {
    if (sent.bytes().length > MOST_BYTES) {
      throw new Unreadable("TOO_LARGE");
    }
    JsonNode json = parse(sent);
    if (!json.isObject()) {
      throw new Unreadable("NOT_JSON");
    }
    return sent.topic() == WorldTopic.ORDERS ? order(json) : payment(json);
  }

  private static JsonNode parse(WorldRecord sent) throws Unreadable {
    byte[] bytes = sent.bytes();
    for (int i = 0; i < Math.min(2, bytes.length); i++) {
      if (bytes[i] == 0) {
        throw new Unreadable("NOT_UTF8");
      }
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      text = text.startsWith("\uFEFF") ? text.substring(1) : text;
      checkRepeats(text, KNOWN.get(sent.topic()));
      try (JsonParser parser = JSON.createParser(text)) {
        parser.nextToken();
        JsonNode json = tree(parser);
        if (parser.nextToken() != null) {
          throw new Unreadable("NOT_JSON");
        }
        return json;
      }
    } catch (CharacterCodingException malformed) {
      throw new Unreadable("NOT_UTF8");
    } catch (JsonProcessingException malformed) {
      throw new Unreadable("NOT_JSON");
    } catch (IOException impossible) {
      throw new UncheckedIOException("a string can't fail to be read", impossible);
    }
  }

  /** What the parser stands on; a number is kept as it is written. */
  private static JsonNode tree(JsonParser parser) throws IOException {
    if (parser.hasToken(JsonToken.START_OBJECT)) {
      ObjectNode object = NODES.objectNode();
      String name;
      while ((name = parser.nextFieldName()) != null) {
        parser.nextToken();
        object.set(name, tree(parser));
      }
      return object;
    }
    if (parser.hasToken(JsonToken.START_ARRAY)) {
      ArrayNode array = NODES.arrayNode();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        array.add(tree(parser));
      }
      return array;
    }
    if (parser.currentToken() == null) {
      return NODES.missingNode();
    }
    if (parser.currentToken().isNumeric()) {
      return NODES.pojoNode(parser.getText());
    }
    if (parser.hasToken(JsonToken.VALUE_STRING)) {
      return NODES.textNode(parser.getText());
    }
    return parser.hasToken(JsonToken.VALUE_NULL)
        ? NODES.nullNode()
        : NODES.booleanNode(parser.getBooleanValue());
  }

  /** Looks at the first object only: what follows on it is none of its fields. */
  private static void checkRepeats(String text, Pattern known) throws IOException, Unreadable {
    Set<String> seen = new HashSet<>();
    try (JsonParser parser = JSON.createParser(text)) {
      do {
        parser.nextToken();
        String place = parser.getParsingContext().pathAsPointer().toString();
        if (parser.hasToken(JsonToken.FIELD_NAME)
            && known.matcher(place).matches()
            && !seen.add(place)) {
          throw new Unreadable("REPEATED_FIELD");
        }
      } while (!parser.getParsingContext().inRoot());
    }
  }

  private static Event order(JsonNode json) throws Unreadable {
    long ingest = time(json, "ingest_time");
    String type = text(json, "type");
    if (!TYPES.contains(type)) {
      throw new Unreadable("UNKNOWN_TYPE");
    }
    String order = text(json, "order_id");
    List<Event.Line> lines = new ArrayList<>();
    boolean none = type.equals("FULFILLED") && !json.hasNonNull("lines");
    for (JsonNode line : none ? NODES.arrayNode() : field(json, "lines", JsonNode::isArray)) {
      if (!line.isObject()) {
        throw new Unreadable("WRONG_TYPE");
      }
      lines.add(
          new Event.Line(
              text(line, "sku"),
              text(line, "category"),
              count(line),
              amount(line, "amount"),
              amount(line, "cost")));
    }
    return new Event(
        text(json, "event_id"),
        order,
        type,
        text(json, "store_id"),
        text(json, "currency"),
        time(json, "event_time"),
        time(json, "placed_at"),
        ingest,
        lines,
        null,
        null,
        null);
  }

  private static Event payment(JsonNode json) throws Unreadable {
    long ingest = time(json, "ingest_time");
    long time = time(json, "event_time");
    String order = text(json, "order_id");
    String gateway = text(json, "gateway");
    String id = text(json, "payment_id");
    if (!json.has("card_token")) {
      checkForCard(json, List.of(id, order, text(json, "store_id"), gateway));
    }
    return new Event(
        id,
        order,
        null,
        text(json, "store_id"),
        text(json, "currency"),
        time,
        time,
        ingest,
        List.of(),
        amount(json, "amount"),
        gateway,
        card(json));
  }

  private static JsonNode field(JsonNode json, String name, Predicate<JsonNode> fits)
      throws Unreadable {
    JsonNode value = json.get(name);
    if (value == null || value.isNull()) {
      throw new Unreadable("MISSING_FIELD");
    }
    if (!fits.test(value)) {
      throw new Unreadable("WRONG_TYPE");
    }
    return value;
  }

  private static String text(JsonNode json, String name) throws Unreadable {
    String text = field(json, name, JsonNode::isTextual).textValue();
    if (text.isEmpty()) {
      throw new Unreadable("MISSING_FIELD");
    }
    if (!StandardCharsets.UTF_16.newEncoder().canEncode(text)) {
      throw new Unreadable("BAD_TEXT"); // half a surrogate pair can't be
    }
    return text;
  }

  private static long time(JsonNode json, String name) throws Unreadable {
    return PlainForms.time(text(json, name));
  }

  private static BigDecimal amount(JsonNode json, String name) throws Unreadable {
    BigInteger amount =
        PlainForms.exact(field(json, name, JsonNode::isPojo).asText(), 4, "BAD_AMOUNT");
    return new BigDecimal(amount, 4);
  }

  private static long count(JsonNode line) throws Unreadable {
    String text = field(line, "quantity", JsonNode::isPojo).asText();
    BigInteger count = PlainForms.exact(text, 0, "WRONG_TYPE");
    if (count.bitLength() > 31) {
      throw new Unreadable("AMOUNT_OVERFLOW");
    }
    return count.longValueExact();
  }

  /** The plainest of the forms in which a card's number may not stand elsewhere: its digits. */
  private static void checkForCard(JsonNode json, List<String> others) throws Unreadable {
    String number = matching(text(json, "card_number"), "[0-9]{12,19}");
    String digits = String.join("", others).replaceAll("[^0-9]", "");
    if (digits.contains(number)
        || digits.contains(new StringBuilder(number).reverse().toString())) {
      throw new Unreadable("BAD_CARD");
    }
  }

  private static String card(JsonNode json) throws Unreadable {
    if (json.has("card_token")) {
      return matching(text(json, "card_token"), "(?!(3[0-9]){16})[0-9a-f]{32}");
    }
    String number = matching(text(json, "card_number"), "[0-9]{12,19}");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(World.CARD_KEY.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
      byte[] digest = mac.doFinal(number.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has HmacSHA256", impossible);
    }
  }

  private static String matching(String text, String form) throws Unreadable {
    if (!text.matches(form)) {
      throw new Unreadable("BAD_CARD");
    }
    return text;
  }
}
