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
    return found(
        mistakes,
        () -> {
          InputFiles all = InputFiles.orders(settings.input());
          InputFiles files = from == null ? all : all.from(from);
          return new Found<>(
              stores(settings.stores(), all), pipeline -> OrderSources.open(pipeline, files));
        });
  }

  /**
   * Finds payments.
   *
   * @return null if there are none; then the mistakes say why
   */
  static Found<PaymentView> payments(RunSettings settings, CardTokens tokens, Mistakes mistakes) {
    return found(
        mistakes,
        () -> {
          InputFiles files = InputFiles.payments(settings.input());
          return new Found<>(
              stores(settings.stores(), files),
              pipeline -> PaymentSources.open(pipeline, files, tokens));
        });
  }

  private static Stores stores(Path file, InputFiles input) throws InputException {
    return StoresFile.read(file == null ? StoresFile.near(input) : file);
  }

  private interface Search<V extends EventView> {
    Found<V> look() throws InputException;
  }

  private static <V extends EventView> Found<V> found(Mistakes mistakes, Search<V> search) {
    try {
      return search.look();
    } catch (InputException nothing) {
      mistakes.addAll(nothing.problems());
      return null;
    }
  }
}
