package dev.tideline.io.events;

import dev.tideline.event.EventView;
import dev.tideline.io.EventSource;
import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.lines.JsonEventType;
import dev.tideline.order.OrderView;
import dev.tideline.payment.CardTokens;
import dev.tideline.payment.PaymentView;
import org.apache.beam.sdk.Pipeline;

/**
 * A kind of event: where its records are, and how they are read. A pipeline reads one kind.
 *
 * @param name what a data set calls its folder
 * @param topic where Kafka has it, unless a run is told another topic
 * @param search finds its files
 * @param json how a record of JSON is read
 * @param opener opens its files as a bounded source
 * @param <V> the view through which the business sees an event
 */
public record EventKind<V extends EventView>(
    String name, String topic, Search search, Json<V> json, Opener<V> opener) {

  /** Order events. */
  public static final EventKind<OrderView> ORDERS =
      new EventKind<>(
          "orders",
          "orders.v1",
          InputFiles::orders,
          tokens -> OrderSources.JSON,
          (pipeline, files, tokens) -> OrderSources.open(pipeline, files));

  /** Payments. */
  public static final EventKind<PaymentView> PAYMENTS =
      new EventKind<>(
          "payments",
          "payments.v1",
          InputFiles::payments,
          PaymentSources::json,
          PaymentSources::open);

  /** Finds files. */
  @FunctionalInterface
  public interface Search {
    /**
     * The files that an input stands for.
     *
     * @throws InputException if there are none
     */
    InputFiles in(String input) throws InputException;
  }

  /** How a record of JSON is read. */
  @FunctionalInterface
  public interface Json<V extends EventView> {
    /**
     * The type of the event.
     *
     * @param tokens replace card numbers; null for events that have none
     */
    JsonEventType<? extends V> with(CardTokens tokens);
  }

  /** Opens files. */
  @FunctionalInterface
  public interface Opener<V extends EventView> {
    /**
     * Opens files as the source of a graph.
     *
     * @param tokens replace card numbers; null for events that have none
     * @throws InputException naming each file that can't be read
     */
    EventSource<?, V> open(Pipeline pipeline, InputFiles files, CardTokens tokens)
        throws InputException;
  }
}
