package dev.tideline.proof.world;

import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;

/** Ways in which a line can be broken, one at a time, and some in which it only looks so. */
final class Breakage {

  private static final List<String> CURRENCIES = List.of("EUR", "USD", "WST", "INR", "AUD");

  private static final List<BiFunction<Random, String, String>> WAYS =
      List.of(
          (random, line) -> line.substring(0, 1 + random.nextInt(line.length() - 1)),
          (random, line) -> line + "}",
          (random, line) -> line + line,
          (random, line) -> line.replace("\"store_id\"", "\"shop\""),
          (random, line) -> line.replaceFirst("\"ingest_time\":\"[^\"]*\",", ""),
          (random, line) ->
              line.replaceFirst("\"store_id\":\"[^\"]*\"", "\"store_id\":\"nowhere\""),
          (random, line) -> line.replaceFirst("\"store_id\":\"[^\"]*\"", "\"store_id\":17"),
          (random, line) -> line.replaceFirst("\"store_id\":\"[^\"]*\"", "\"store_id\":\"\""),
          (random, line) -> line.replaceFirst("\"currency\":\"...\"", "\"currency\":\"XXX\""),
          (random, line) -> line.replaceFirst("(\"currency\":\"...\")", "$1,\"currency\":\"EUR\""),
          (random, line) -> line.replaceFirst("\"sku\"", "\"sku\":\"none\",\"sku\""),
          (random, line) -> line.replaceFirst("[{]", "{\"note\":1,\"note\":[{}],"),
          (random, line) -> line.replaceFirst("(\"event_time\":\")20", "$100"),
          (random, line) -> line.replaceFirst("(\"event_time\":\"[^\"]*)T", "$1 "),
          (random, line) -> line.replaceFirst("(\"event_time\":\"[^\"]*)Z", "$1+00:00"),
          (random, line) -> line.replaceFirst("(\"event_time\":\"[^\"]*)Z", "$1"),
          (random, line) -> line.replaceFirst("(_id\":\")", "$1\\\\ud83d"),
          (random, line) -> line.replaceFirst("(_id\":\")", "$1\u00ed\u00a0\u00bd"),
          (random, line) -> line.replaceFirst("(\"event_time\":\"....-)..", "$113"),
          (random, line) -> line.replaceFirst("(\"event_time\":\")2", "$1\u00ff"),
          (random, line) -> line.replaceFirst("(\"amount\":)", "$1-"),
          (random, line) -> line.replaceFirst("(\"amount\":)", "$19999999999"),
          (random, line) -> line.replaceFirst("(\"amount\":[0-9]+)[.][0-9]+", "$1.00001"),
          (random, line) -> line.replaceFirst("(\"amount\":[0-9]+)[.][0-9]+", "$1e2"),
          (random, line) -> line.replaceFirst("\"lines\":.*]", "\"lines\":[]"),
          (random, line) -> line.replaceFirst("\"lines\":.*]", "\"lines\":null"),
          (random, line) -> line.replaceFirst("(\"amount\":[0-9]+)[.][0-9]+", "$1.00000"),
          (random, line) -> line.replaceFirst("(\"placed_at\":\")....", "$12098"),
          (random, line) ->
              line.replaceFirst(
                  "\"currency\":\"...",
                  "\"currency\":\"" + CURRENCIES.get(random.nextInt(CURRENCIES.size()))),
          (random, line) -> line.replaceFirst("\"type\":\"[A-Z]*\"", "\"type\":\"LOST\""),
          (random, line) -> line.replaceFirst("\"card_number\":\"4", "\"card_number\":\"x"),
          (random, line) ->
              line.replaceFirst("\"category\":\"", "\"category\":\"" + "c".repeat(300)));

  private Breakage() {}

  /** The line, broken in any way; a way that does not fit it leaves it as it is. */
  static String any(Random random, String line) {
    return WAYS.get(random.nextInt(WAYS.size())).apply(random, line);
  }
}
