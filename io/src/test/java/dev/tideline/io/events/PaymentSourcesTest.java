package dev.tideline.io.events;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.tideline.event.RecordDecoder;
import dev.tideline.io.EventSource;
import dev.tideline.io.archive.AnyEvents;
import dev.tideline.io.archive.ParquetText;
import dev.tideline.io.archive.Shown;
import dev.tideline.io.files.InputFiles;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.beam.sdk.testing.PAssert;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PaymentSourcesTest {

  private static final String CANARY = "4929123412341234";

  private static final CardTokens TOKENS =
      new CardTokens(() -> "a key of at least 32 bytes for tests".getBytes(StandardCharsets.UTF_8));

  private static final String GOOD =
      """
      {"ingest_time":"2026-03-17T23:03:00.000Z","payment_id":"p-1","order_id":"o-1",\
      "card_number":"4929123412341234","store_id":"berlin","gateway":"g","amount":12.34,\
      "currency":"EUR","event_time":"2026-03-17T22:58:00.000Z"}""";

  @TempDir private Path folder;

  private final TestPipeline pipeline = TestPipeline.create().enableAbandonedNodeEnforcement(false);

  @Test
  void noCardNumberLeavesTheSource() throws Exception {
    Files.write(
        folder.resolve("payments.jsonl"),
        List.of(
            GOOD,
            GOOD.substring(0, GOOD.length() - 1),
            GOOD.replace("4929123412341234", "\\u0034929 1234-1234 1234x"),
            GOOD.replace("\"4929123412341234\"", "4929123412341234"),
            "[" + CANARY + "]",
            CANARY));

    EventSource<?, PaymentView> source =
        PaymentSources.open(pipeline, InputFiles.payments(folder.toString()), TOKENS);

    PAssert.that(shown(source))
        .satisfies(
            all -> {
              int payments = 0;
              int rejects = 0;
              for (String each : all) {
                assertNoCardIn(each);
                if (each.startsWith("Reject[")) {
                  rejects++;
                } else {
                  assertThat(each, containsString(TOKENS.of(CANARY).toString()));
                  payments++;
                }
              }
              assertThat(payments, is(1));
              assertThat(rejects, is(5));
              return null;
            });
    pipeline.run().waitUntilFinish();
  }

  @Test
  void theArchiveHasTokensAlready() throws Exception {
    Path file = folder.resolve("payments.parquet");
    ParquetText.USUAL.payments(file, AnyEvents.payments(100, new Random(1)));

    EventSource<?, PaymentView> source =
        PaymentSources.open(pipeline, InputFiles.payments(folder.toString()), TOKENS);

    assertThat(source.expected(), is(OptionalLong.of(100)));
    PAssert.that(shown(source))
        .containsInAnyOrder(AnyEvents.payments(100, new Random(1)).map(Shown::textOf).toList());
    pipeline.run().waitUntilFinish();
  }

  private static void assertNoCardIn(String text) {
    String digits = text.replaceAll("\\\\u003([0-9])", "$1").replaceAll("[ -]", "");
    assertThat(digits, not(containsString(CANARY.substring(0, 12))));
  }

  private static <T> PCollection<String> shown(EventSource<T, PaymentView> source) {
    return source.elements().apply("Show", ParDo.of(new Show<>(source.decoder())));
  }

  private static final class Show<T> extends DoFn<T, String> {
    private final RecordDecoder<T, PaymentView> decoder;

    Show(RecordDecoder<T, PaymentView> decoder) {
      this.decoder = decoder;
    }

    @ProcessElement
    public void processElement(@Element T element, OutputReceiver<String> out) throws Exception {
      Shown<PaymentView> shown = Shown.payments();
      decoder.decode(element, shown);
      shown.lines.stream().filter(line -> !line.startsWith("read ")).forEach(out::output);
    }
  }
}
