package dev.tideline.proof.probe;

import org.apache.beam.sdk.transforms.DoFn;

/** Says what it gets in the transcript of a run. */
final class Say extends DoFn<String, Void> {

  private static final long serialVersionUID = 1;

  private final String run;

  Say(String run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(@Element String text) {
    Transcript.of(run).say(text);
  }
}
