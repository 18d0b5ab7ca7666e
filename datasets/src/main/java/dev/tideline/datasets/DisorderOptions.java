package dev.tideline.datasets;

import dev.tideline.datasets.freshmart.Disorder;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how much goes wrong: one knob for each cause. */
final class DisorderOptions {

  @Option(
      names = "--late-share",
      paramLabel = "SHARE",
      description = "Events held up by a slow network, for up to 8 minutes.")
  private double late = 0.01;

  @Option(
      names = "--offline-share",
      paramLabel = "SHARE",
      description = "Events of tills without a connection, for minutes to hours.")
  private double offline = 0.005;

  @Option(
      names = "--duplicate-share",
      paramLabel = "SHARE",
      description = "Events sent again, one to three times, with the same id.")
  private double duplicate = 0.005;

  @Option(
      names = "--skew-share",
      paramLabel = "SHARE",
      description = "Orders whose till has a wrong clock, by up to half an hour either way.")
  private double skew = 0.001;

  @Option(
      names = "--broken-share",
      paramLabel = "SHARE",
      description = "Records damaged so that they are no events any more, in every way.")
  private double broken = 0.001;

  void addMistakes(List<String> mistakes) {
    share("--late-share", late, 1, mistakes);
    share("--offline-share", offline, Disorder.MOST_OFFLINE, mistakes);
    share("--duplicate-share", duplicate, 1, mistakes);
    share("--skew-share", skew, 1, mistakes);
    share("--broken-share", broken, 1, mistakes);
  }

  Disorder toDisorder() {
    return new Disorder(late, offline, duplicate, skew, broken);
  }

  /** Says it if an option is no share, or too large. */
  static void share(String option, double value, double most, List<String> mistakes) {
    if (!(value >= 0 && value <= most)) { // NaN is neither
      mistakes.add(option + " must be from 0 to " + (float) most + ", not " + value);
    }
  }
}
