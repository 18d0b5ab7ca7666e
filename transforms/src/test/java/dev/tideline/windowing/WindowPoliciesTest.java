package dev.tideline.windowing;

import static dev.tideline.testing.Clock.time;

import dev.tideline.testing.Panes;
import dev.tideline.testing.TextLines;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.testing.TestPipeline;
import org.apache.beam.sdk.testing.TestPipelineExtension;
import org.apache.beam.sdk.testing.TestStream;
import org.apache.beam.sdk.transforms.Count;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestPipelineExtension.class)
class WindowPoliciesTest {

  /**
   * It is 23:58 and the watermark is five minutes behind. The hour from 22:00 is over: it has
   * fired, and what still comes for it is late. The hour from 23:00 is open: it does not fire yet,
   * and what still comes for it is not late.
   */
  @Test
  void watermarkFiveMinutesBehindClosesOneHourAndLeavesTheNextOpen(TestPipeline pipeline) {
    PCollection<KV<String, Long>> counts =
        pipeline
            .apply(
                TestStream.create(StringUtf8Coder.of())
                    .addElements(at("22:30:00"), at("23:30:00"))
                    .advanceWatermarkTo(time("2026-03-17T23:53:00Z"))
                    .addElements(at("22:59:59.999"), at("23:00:00"))
                    .advanceWatermarkToInfinity())
            .apply(WindowPolicies.<String>books(WindowPolicies.BOOKS_EARLY))
            .apply(Count.perElement());

    TextLines.assertText(
        counts.apply(Panes.of(count -> count.getValue() + " in all")),
        """
        [17T22:00, 17T23:00) 0 ON_TIME  1 in all
        [17T22:00, 17T23:00) 1 LATE     2 in all
        [17T23:00, 18T00:00) 0 ON_TIME  2 in all
        """);
    pipeline.run();
  }

  @Test
  void boundedRunsKeepTheLastPaneOfEachWindowOnly(TestPipeline pipeline) {
    PCollection<KV<String, Long>> counts =
        pipeline
            .apply(
                TestStream.create(StringUtf8Coder.of())
                    .addElements(at("22:30:00"))
                    .advanceProcessingTime(Duration.standardSeconds(11)) // longer than the delay
                    .addElements(at("22:30:01"))
                    .advanceWatermarkToInfinity())
            .apply(WindowPolicies.<String>books(WindowPolicies.BOOKS_EARLY))
            .apply(Count.perElement());

    TextLines.assertText(
        counts.apply(DropEarlyPanes.of()).apply(Panes.of(count -> count.getValue() + " in all")),
        "[17T22:00, 17T23:00) 1 ON_TIME  2 in all");
    pipeline.run();
  }

  private static TimestampedValue<String> at(String time) {
    return TimestampedValue.of("event", time("2026-03-17T" + time + "Z"));
  }
}
