package dev.tideline.proof.probe;

import org.apache.beam.sdk.transforms.DoFn;

/** Adds each element to the transcript of a run. */
final class Transcribe extends DoFn<String, Void> {

  private static final long serialVersionUID = 1;

  private final String run;

  Transcribe(String run) {
    this.run = run;
  }

  @ProcessElement
  public void processElement(@Element String text) {
    Transcript.of(run).add(text);
  }
}
