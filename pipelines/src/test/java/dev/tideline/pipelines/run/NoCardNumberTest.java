package dev.tideline.pipelines.run;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tideline.pipelines.FraudVelocityMain;
import dev.tideline.pipelines.run.Terminal.Ended;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.OutputStreamAppender;
import org.apache.logging.log4j.core.config.Configurator;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.layout.PatternLayout;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Card numbers are planted in payments of every fate, then everything that a run leaves behind is
 * searched for them: files, both streams, and a log that tells more than it usually does.
 */
class NoCardNumberTest {

  /** A number that no other text would hold by chance, of any length that a card may have. */
  private static final String DIGITS = "4929318670413586207";

  private static final String CARD = DIGITS.substring(0, 16);

  /** Its digits in this order, whatever a few characters that are no letters may part them. */
  private static final Pattern CANARY =
      Pattern.compile(String.join("[^0-9A-Za-z]{0,3}", DIGITS.substring(0, 12).split("")));

  /** How a number may be written. */
  private static final Map<String, UnaryOperator<String>> FORMS =
      new TreeMap<>(
          Map.of(
              "plain", number -> number,
              "blanks", number -> number.replaceAll("(.{4})(?=.)", "$1 "),
              "dashes", number -> number.replaceAll("(.{4})(?=.)", "$1-"),
              "dots", number -> number.replaceAll("(.{4})(?=.)", "$1."),
              "long dashes", number -> number.replaceAll("(.{4})(?=.)", "$1\u2013"),
              "escapes", NoCardNumberTest::escaped,
              "escapes and dashes",
                  number -> escaped(number.substring(0, 8)) + "-" + number.substring(8),
              "shortest", number -> number.substring(0, 12),
              "longest", number -> DIGITS));

  /** How many characters on end of a form that nobody looks for would be more than may be kept. */
  private static final int TOO_MANY = 9;

  private static final List<String> WORDS =
      List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

  /** Forms that no search for digits finds. */
  private static final Map<String, UnaryOperator<String>> OTHER_FORMS =
      new TreeMap<>(
          Map.of(
              "full width", number -> digitsFrom(number, '\uff10'),
              "Arabic", number -> digitsFrom(number, '\u0660'),
              "words", number -> each(number, digit -> WORDS.get(digit) + " "),
              "percent", number -> each(number, digit -> "%3" + digit),
              "HTML", number -> each(number, digit -> "&#" + (48 + digit) + ";"),
              "hex", number -> each(number, digit -> "3" + digit),
              "Base64", number -> Base64.getEncoder().encodeToString(number.getBytes(UTF_8)),
              "letters", number -> digitsFrom(number, 'A'),
              "backwards", number -> new StringBuilder(number).reverse().toString(),
              "to the base 36", number -> Long.toString(Long.parseLong(number), 36)));

  @TempDir private Path home;
  private OneStore shop;
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();

  @BeforeEach
  void openTheShop() throws IOException {
    shop = OneStore.in(home.resolve("shop"));
  }

  @Test
  void noneIsLeftAnywhere() throws IOException {
    List<byte[]> lines = new ArrayList<>(goodOnes());
    lines.addAll(brokenOnes());
    shop.write("payments", "part.jsonl", lines);

    Ended ended =
        listening(
            () ->
                Terminal.run(
                    new FraudVelocityMain(),
                    "--input",
                    shop.toString(),
                    "--output",
                    home.resolve("answer").toString(),
                    "--card-key",
                    shop.cardKey(),
                    "--threshold",
                    "1",
                    "--parquet",
                    "--show",
                    "1000"));

    assertThat(ended.err(), ended.code(), is(0));
    assertThat(
        ended.printed("LEDGER"),
        contains(
            "LEDGER read=%d counted=1 duplicate=1 too_late=1 rejected=%d out_of_scope=0 BALANCED"
                .formatted(lines.size(), brokenOnes().size())));
    Map<String, String> everything = new TreeMap<>(Terminal.contents(home.resolve("answer")));
    everything.put("stdout", ended.out());
    everything.put("stderr", ended.err());
    everything.put("log", logged.toString(UTF_8));
    everything.forEach(NoCardNumberTest::search);
  }

  @Test
  void norByARunThatFails() throws IOException {
    shop.write("payments", "part.jsonl", brokenOnes());
    cut(shop.folder().resolve("payments/cut.jsonl.gz"));

    Ended ended =
        listening(
            () ->
                Terminal.run(
                    new FraudVelocityMain(),
                    "--input",
                    shop.toString(),
                    "--output",
                    home.resolve("answer").toString(),
                    "--card-key",
                    shop.cardKey()));

    assertThat(ended.code(), is(1));
    assertThat(ended.err(), containsString("cut.jsonl.gz"));
    assertThat("the log is kept", logged.toString(UTF_8), containsString("fraud-velocity failed"));
    search("stderr", ended.err());
    search("log", logged.toString(UTF_8));
  }

  /**
   * Payments, compressed, of which the second half is missing: it shows only when they are read.
   */
  private void cut(Path file) throws IOException {
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(whole)) {
      for (int times = 0; times < 100; times++) {
        for (byte[] line : brokenOnes()) {
          packed.write(line);
          packed.write('\n');
        }
      }
    }
    Files.write(file, Arrays.copyOf(whole.toByteArray(), whole.size() / 2));
  }

  /** The search itself would find a number in any of its forms. */
  @Test
  void theSearchFindsWhatIsThere() {
    FORMS.forEach(
        (form, write) -> {
          String text = "x" + write.apply(CARD) + "x";
          assertThat(form, CANARY.matcher(readable(text)).find(), is(true));
        });
    OTHER_FORMS.forEach(
        (form, write) ->
            assertThrows(
                AssertionError.class, () -> search("here", "x" + write.apply(CARD)), form));
  }

  /** A payment that counts, a duplicate of it, one that is too late. */
  private static List<byte[]> goodOnes() {
    String payment = OneStore.payment("p1").replace("4111111111111111", CARD);
    return List.of(
        payment.getBytes(UTF_8),
        payment.replace("09:00:01.000Z", "09:00:02.000Z").getBytes(UTF_8),
        payment.replace("p1", "p2").replace("09:00:01.000Z", "10:00:00.000Z").getBytes(UTF_8));
  }

  private static List<byte[]> brokenOnes() {
    List<byte[]> lines = new ArrayList<>();
    FORMS.values().forEach(form -> lines.addAll(brokenWith(form.apply(CARD))));
    OTHER_FORMS.values().forEach(form -> lines.addAll(brokenWith(form.apply(CARD))));
    String planted = OneStore.payment("b1").replace("4111111111111111", CARD);
    lines.add(planted.getBytes(UTF_16BE));
    lines.add((planted + " ".repeat(2 << 20)).getBytes(UTF_8));
    return lines;
  }

  /** Payments broken in every way, with a text in every place where one may be. */
  private static List<byte[]> brokenWith(String number) {
    String good = OneStore.payment("b1");
    List<String> texts = new ArrayList<>();
    for (String field : List.of("payment_id", "order_id", "store_id", "gateway", "currency")) {
      String value = "(\"" + field + "\":)\"[^\"]*\"";
      // The store is unknown, so that a text in any other field meets a broken rule as well.
      texts.add(
          good.replace("berlin", "atlantis").replaceFirst(value, "$1\"" + literal(number) + "\""));
    }
    for (String field : List.of("ingest_time", "event_time")) {
      texts.add(
          good.replaceFirst("(\"" + field + "\":)\"[^\"]*\"", "$1\"" + literal(number) + "\""));
    }
    String planted = good.replace("4111111111111111", number);
    texts.add(number);
    texts.add("\"" + number + "\"");
    texts.add("{\"" + number + "\":1}");
    texts.add(planted.substring(0, planted.indexOf("\"store_id\"")));
    texts.add(planted.replace("\"" + number, number + "\""));
    texts.add(planted.replace("\"gateway\"", "\"gateway\":\"x\",\"gateway\""));
    texts.add(planted.replace("\"gateway\"", "\"" + number + "\""));
    texts.add(planted.replace("20.00", "-20.00"));
    texts.add(planted.replace("20.00", "\"" + number + "\""));
    texts.add(planted.replace("\"2026-03-17T09:00:00.000Z\"", "\"2026-03-17T12:00:00.000Z\""));
    texts.add(planted + number);
    texts.add(planted.replace("\"card_number\"", "\"card_token\""));
    texts.add(planted.replace(number, "x" + number));
    List<byte[]> lines = new ArrayList<>(texts.stream().map(text -> text.getBytes(UTF_8)).toList());
    byte[] notUtf8 = planted.getBytes(UTF_8);
    notUtf8[planted.indexOf("acme")] = (byte) 0xC3;
    lines.add(notUtf8);
    return lines;
  }

  private static String literal(String text) {
    return Matcher.quoteReplacement(text);
  }

  private static String escaped(String number) {
    return number.replaceAll("[0-9]", "\\\\u003$0");
  }

  private static void search(String place, String text) {
    for (UnaryOperator<String> form : OTHER_FORMS.values()) {
      String planted = form.apply(CARD);
      for (int at = 0; at + TOO_MANY <= planted.length(); at++) {
        String part = planted.substring(at, at + TOO_MANY);
        assertThat("in " + place, text.contains(part) ? part : "nothing", is("nothing"));
      }
    }
    String readable = readable(text);
    Matcher found = CANARY.matcher(readable);
    if (found.find()) {
      throw new AssertionError(
          "a card number in "
              + place
              + ": "
              + readable.substring(Math.max(0, found.start() - 300), found.end()));
    }
  }

  /** A text without JSON's escapes of digits. */
  private static String readable(String text) {
    return text.replaceAll("\\\\+u003([0-9])", "$1");
  }

  private static String digitsFrom(String number, char zero) {
    return each(number, digit -> Character.toString(zero + digit));
  }

  private static String each(String number, IntFunction<String> write) {
    return number.chars().mapToObj(c -> write.apply(c - '0')).collect(Collectors.joining());
  }

  private interface Run {
    Ended run();
  }

  /** Runs a command while everything that is logged or printed anywhere is kept. */
  private Ended listening(Run command) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream ear = new PrintStream(logged, true, UTF_8);
    LoggerContext context = LoggerContext.getContext(false);
    LoggerConfig root = context.getConfiguration().getRootLogger();
    root.getAppenders().keySet().forEach(root::removeAppender);
    root.addAppender(ear(), null, null);
    Configurator.setAllLevels(LogManager.ROOT_LOGGER_NAME, Level.INFO);
    System.setOut(ear);
    System.setErr(ear);
    try {
      return command.run();
    } finally {
      System.setOut(out);
      System.setErr(err);
      context.reconfigure();
    }
  }

  private Appender ear() {
    Appender ear =
        OutputStreamAppender.newBuilder()
            .setName("ear")
            .setTarget(logged)
            .setLayout(PatternLayout.newBuilder().setPattern("%p %c %m%n%throwable").build())
            .build();
    ear.start();
    return ear;
  }
}
