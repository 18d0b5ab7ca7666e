package dev.tideline.spark;

import dev.tideline.io.unbounded.PacedSource;
import java.io.IOException;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.spark.streaming.StreamingContext;
import org.joda.time.Duration;

/**
 * A stream whose micro-batches take four times their interval. For each it prints how many are
 * pending, itself one of them. Arguments: options of Beam; it runs until a byte comes on stdin.
 */
@SuppressWarnings("deprecation") // Beam runs streams on DStreams
final class SlowSteps {

  private SlowSteps() {}

  private static final long INTERVAL = 100; // ms

  public static void main(String[] args) throws IOException {
    Pipeline pipeline =
        Pipeline.create(PipelineOptionsFactory.fromArgs(args).withoutStrictParsing().create());
    PacedSource.tell(pipeline.getOptions(), Duration.millis(INTERVAL));
    pipeline.apply(Read.from(PacedSource.of(new Numbers(), 1))).apply(ParDo.of(new SlowFn()));
    PipelineResult run = pipeline.run();
    System.in.read();
    run.cancel();
    System.out.println("STOPPED");
    System.exit(0); // the runner leaves threads behind
  }

  private static final class SlowFn extends DoFn<Long, Void> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void skip() {}

    @FinishBundle
    public void linger() throws InterruptedException {
      Thread.sleep(4 * INTERVAL);
      System.out.println(
          "PENDING " + StreamingContext.getActive().get().scheduler().getPendingTimes().size());
    }
  }
}
