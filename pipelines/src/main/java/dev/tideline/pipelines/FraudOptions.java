package dev.tideline.pipelines;

import dev.tideline.fraud.FraudPolicy;
import dev.tideline.fraud.card.StateRetention;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.options.RunMode;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.spec.PipelineSpec;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options of fraud-velocity and the payment service that say which payment is suspicious. */
public final class FraudOptions {

  @Option(
      names = "--threshold",
      paramLabel = "N",
      defaultValue = "" + FraudPolicy.THRESHOLD,
      description = "Flag a payment that is the N-th within 60 s, or more (default 5).")
  private String threshold;

  @Option(
      names = "--rule",
      paramLabel = "V",
      defaultValue = "v1",
      description = "v1: velocity (default); v2: amounts above 10 000 too.")
  private String rule;

  /**
   * What counts as suspicious in a run of fraud-velocity; null if the options are wrong, which is
   * noted.
   */
  FraudPolicy policy(RunSettings run, Mistakes mistakes) {
    if (run.mode() instanceof RunMode.Stream stream && stream.live().history()) {
      mistakes.add(
          "--history is for %s: signals have no panes"
              .formatted(
                  Pipelines.withHistory().stream()
                      .map(PipelineSpec::name)
                      .collect(Collectors.joining(", "))));
    }
    return policy(StateRetention.unlimited(), mistakes);
  }

  /** What counts as suspicious; null if the options are wrong, which is noted. */
  public FraudPolicy policy(StateRetention retention, Mistakes mistakes) {
    FraudPolicy policy =
        mistakes.parse(
            "--threshold", threshold, "a number from 1 up", text -> policy(text, retention));
    if (!rule.equals("v1") && !rule.equals("v2")) {
      mistakes.add("--rule wants v1 or v2, not '" + rule + "'");
    }
    return policy;
  }

  private FraudPolicy policy(String text, StateRetention retention) {
    int score = Integer.parseInt(text);
    return rule.equals("v2") ? FraudPolicy.v2(score, retention) : FraudPolicy.v1(score, retention);
  }
}
