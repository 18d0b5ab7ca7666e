package dev.tideline.io.unbounded;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.event.EventView;
import dev.tideline.records.RecordCoders;
import dev.tideline.records.Reject;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * The bytes of {@link EventBatch}.
 *
 * @param <E> the event
 */
public final class EventBatchCoder<E extends EventView> extends StructuredCoder<EventBatch<E>> {

  private static final long serialVersionUID = 1;

  private final Coder<E> event;

  private EventBatchCoder(Coder<E> event) {
    this.event = event;
  }

  /** Of events that are written like this. */
  public static <E extends EventView> EventBatchCoder<E> of(Coder<E> event) {
    return new EventBatchCoder<>(event);
  }

  @Override
  public void encode(EventBatch<E> batch, OutputStream out) throws IOException {
    count(batch.events().size(), out);
    for (E each : batch.events()) {
      event.encode(each, out);
    }
    count(batch.stretches().size(), out);
    for (EventBatch.Stretch each : batch.stretches()) {
      SourceRange range = each.range();
      text(range.source(), out);
      count(range.partition(), out);
      number(range.from(), out);
      number(range.to() - range.from(), out);
      count(each.records(), out);
    }
    count(batch.rejects().size(), out);
    for (Reject each : batch.rejects()) {
      RecordCoders.REJECT.encode(each, out);
    }
  }

  @Override
  public EventBatch<E> decode(InputStream in) throws IOException {
    int events = count(in);
    List<E> read = new ArrayList<>(events);
    for (int i = 0; i < events; i++) {
      read.add(event.decode(in));
    }
    int stretches = count(in);
    List<EventBatch.Stretch> all = new ArrayList<>(stretches);
    for (int i = 0; i < stretches; i++) {
      all.add(new EventBatch.Stretch(range(in), count(in)));
    }
    int rejects = count(in);
    List<Reject> broken = new ArrayList<>(rejects);
    for (int i = 0; i < rejects; i++) {
      broken.add(RecordCoders.REJECT.decode(in));
    }
    return new EventBatch<>(read, broken, all);
  }

  private static SourceRange range(InputStream in) throws IOException {
    String source = text(in);
    int partition = count(in);
    long from = number(in);
    return new SourceRange(source, partition, from, from + number(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(event);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    event.verifyDeterministic();
  }
}
