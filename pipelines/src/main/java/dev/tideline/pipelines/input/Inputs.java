package dev.tideline.pipelines.input;

import dev.tideline.admission.AdmissionRules;
import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.events.OrderSources;
import dev.tideline.io.events.PaymentSources;
import dev.tideline.io.events.StoresFile;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.io.replay.ArrivalOrder;
import dev.tideline.io.replay.ReplaySource;
import dev.tideline.io.unbounded.EventBatchDecoder;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import dev.tideline.pipelines.cli.Mistakes;
import dev.tideline.pipelines.cli.UsageException;
import dev.tideline.pipelines.options.RunSettings;
import dev.tideline.pipelines.spec.SourceDefaults;
import dev.tideline.store.Stores;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;

/** What {@code --input} and {@code --stores} stand for. */
public final class Inputs {

  private Inputs() {}

  /**
   * A source that was found and not opened yet, with the stores its events are checked against.
   *
   * @param stores the reference data
   * @param opening opens the source into a pipeline
   */
  public record Found<V extends EventView>(Stores stores, Opening<V> opening) {

    /**
     * Opens the source.
     *
     * @param rules of the pipeline, by which copies of an event are settled
     * @throws UsageException if its files are not what they seem
     */
    public EventSource<?, V> open(Pipeline pipeline, AdmissionRules<V> rules) {
      try {
        return opening.open(pipeline, rules);
      } catch (InputException unfit) {
        throw new UsageException(unfit.problems());
      }
    }
  }

  /** Opens a source. */
  @FunctionalInterface
  public interface Opening<V extends EventView> {
    EventSource<?, V> open(Pipeline pipeline, AdmissionRules<V> rules) throws InputException;
  }

  /**
   * Finds order events.
   *
   * @param from the first business day asked for, or null for all
   * @param pace what the pipeline wants of a topic
   * @return null if there are none; then the mistakes say why
   */
  public static Found<OrderView> orders(
      RunSettings settings, LocalDate from, SourceDefaults pace, Mistakes mistakes) {
    if (settings.kafka() != null) {
      return found(
          stores(settings, null, mistakes),
          KafkaInputs.find(settings, OrderSources.JSON, pace, mistakes));
    }
    InputFiles all = found(settings.input(), InputFiles::orders, mistakes);
    Stores stores = stores(settings, all, mistakes);
    if (all == null || stores == null) {
      return null;
    }
    InputFiles files = from == null ? all : all.from(from);
    return settings.streams()
        ? new Found<>(stores, replay(settings, files, OrderSources.JSON))
        : new Found<>(stores, (pipeline, rules) -> OrderSources.open(pipeline, files));
  }

  /**
   * Finds payments.
   *
   * @param pace what the pipeline wants of a topic
   * @return null if there are none; then the mistakes say why
   */
  public static Found<PaymentView> payments(
      RunSettings settings, CardTokens tokens, SourceDefaults pace, Mistakes mistakes) {
    if (settings.kafka() != null) {
      return found(
          stores(settings, null, mistakes),
          KafkaInputs.find(settings, PaymentSources.json(tokens), pace, mistakes));
    }
    InputFiles files = found(settings.input(), InputFiles::payments, mistakes);
    Stores stores = stores(settings, files, mistakes);
    if (files == null || stores == null) {
      return null;
    }
    return settings.streams()
        ? new Found<>(stores, replay(settings, files, PaymentSources.json(tokens)))
        : new Found<>(stores, (pipeline, rules) -> PaymentSources.open(pipeline, files, tokens));
  }

  private static <E extends V, V extends EventView> Opening<V> replay(
      RunSettings settings, InputFiles files, JsonEventType<E> kind) {
    return (pipeline, rules) -> {
      if (files.format() != InputFiles.Format.JSON_LINES) {
        throw new InputException("--mode stream plays files of JSON lines, not of the archive");
      }
      ArrivalOrder order = settings.live().order();
      return new EventSource<>(
          pipeline.apply(
              "Play" + kind.name(),
              Read.from(ReplaySource.of(files.files(), kind, rules, order, ReplaySource.BATCH))),
          new EventBatchDecoder<E, V>(),
          List.of(),
          List.of(),
          OptionalLong.empty());
    };
  }

  private static <V extends EventView> Found<V> found(Stores stores, Opening<V> opening) {
    return stores == null || opening == null ? null : new Found<>(stores, opening);
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
