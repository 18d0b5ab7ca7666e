package dev.tideline.event;

import java.io.Serializable;
import org.apache.beam.sdk.coders.Coder;

/**
 * What events of a kind add to an answer, and what tells them apart.
 *
 * @param <V> the view of an event
 * @param <C> what it adds
 */
public interface Contributions<V extends EventView, C extends Contribution> extends Serializable {

  /**
   * The hash of what the event is added up under, such as its store: a stream brings events
   * together by it, so that few sums come of many events.
   */
  int keyHash(V event);

  /** What is the same for all copies of the event, and for nothing else. */
  Identity identity(V event);

  /** What the event adds, as long as the view is valid. */
  C of(V event);

  /**
   * The same, to be kept.
   *
   * @param identity the event's, which is dear
   */
  C kept(V event, Identity identity);

  /** The bytes of what is kept. */
  Coder<C> coder();
}
