package dev.tideline.pipelines;

import dev.tideline.io.events.CardKeys;
import dev.tideline.io.storage.Storage;
import dev.tideline.payment.CardKey;
import dev.tideline.payment.CardTokens;
import dev.tideline.pipelines.cli.Mistakes;
import picocli.CommandLine.Option;

/** The option of whoever reads payments: where the secret is that turns cards into tokens. */
public final class CardKeyOption {

  @Option(
      names = "--card-key",
      paramLabel = "FILE",
      description =
          "The file of the secret key of the card tokens (default: the environment variable "
              + CardKeys.VARIABLE
              + ").")
  private String cardKey;

  /** The tokens that stand for cards; that their key can't be had is noted. */
  public CardTokens tokens(Mistakes mistakes) {
    CardKey key =
        cardKey == null ? CardKeys.fromEnvironment() : CardKeys.fromFile(Storage.path(cardKey));
    try {
      key.fetch();
    } catch (IllegalStateException missing) {
      mistakes.add(missing.getMessage() + "; give --card-key FILE or set " + CardKeys.VARIABLE);
    }
    return new CardTokens(key);
  }
}
