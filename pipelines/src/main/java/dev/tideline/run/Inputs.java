package dev.tideline.run;

import dev.tideline.input.InputException;
import dev.tideline.input.InputFiles;
import dev.tideline.intake.EventView;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import dev.tideline.source.Intake;
import dev.tideline.source.OrderSources;
import dev.tideline.source.PaymentSources;
import dev.tideline.source.StoresFile;
import dev.tideline.store.Stores;
import java.nio.file.Path;
import java.time.LocalDate;
import org.apache.beam.sdk.Pipeline;

/** What {@code --input} and {@code --stores} stand for. */
final class Inputs {

  private Inputs() {}

  /**
   * A source that was found and not opened yet, with the stores its events are checked against.
   *
   * @param stores the reference data
   * @param opening opens the source into a pipeline
   */
  record Found<V extends EventView>(Stores stores, Opening<V> opening) {

    /**
     * Opens the source.
     *
     * @throws UsageException if its files are not what they seem
     */
    Intake<?, V> open(Pipeline pipeline) {
      try {
        return opening.open(pipeline);
      } catch (InputException unfit) {
        throw new UsageException(unfit.problems());
      }
    }
  }

  /** Opens a source. */
  @FunctionalInterface
  interface Opening<V extends EventView> {
    Intake<?, V> open(Pipeline pipeline) throws InputException;
  }

  /**
   * Finds order events.
   *
   * @param from the first business day asked for, or null for all
   * @return null if there are none; then the mistakes say why
   */
  static Found<OrderView> orders(RunSettings settings, LocalDate from, Mistakes mistakes) {
    InputFiles all = found(settings.input(), InputFiles::orders, mistakes);
    Stores stores = stores(settings, all, mistakes);
    if (all == null || stores == null) {
      return null;
    }
    InputFiles files = from == null ? all : all.from(from);
    return new Found<>(stores, pipeline -> OrderSources.open(pipeline, files));
  }

  /**
   * Finds payments.
   *
   * @return null if there are none; then the mistakes say why
   */
  static Found<PaymentView> payments(RunSettings settings, CardTokens tokens, Mistakes mistakes) {
    InputFiles files = found(settings.input(), InputFiles::payments, mistakes);
    Stores stores = stores(settings, files, mistakes);
    return files == null || stores == null
        ? null
        : new Found<>(stores, pipeline -> PaymentSources.open(pipeline, files, tokens));
  }

  /** The stores that were named, or those by the input. */
  private static Stores stores(RunSettings settings, InputFiles input, Mistakes mistakes) {
    Path file =
        settings.stores() == null ? found(input, StoresFile::near, mistakes) : settings.stores();
    return found(file, StoresFile::read, mistakes);
  }

  private interface Search<P, E> {
    E by(P place) throws InputException;
  }

  /** Null where there is nowhere to look, or nothing to be found. */
  private static <P, E> E found(P place, Search<P, E> search, Mistakes mistakes) {
    if (place == null) {
      return null;
    }
    try {
      return search.by(place);
    } catch (InputException nothing) {
      mistakes.addAll(nothing.problems());
      return null;
    }
  }
}
