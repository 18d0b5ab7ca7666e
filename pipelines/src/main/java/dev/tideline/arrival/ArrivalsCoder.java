package dev.tideline.arrival;

import static dev.tideline.coding.Fields.count;

import dev.tideline.intake.EventView;
import dev.tideline.intake.IntakeCoders;
import dev.tideline.intake.Reject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * The bytes of {@link Arrivals}.
 *
 * @param <E> the event
 */
public final class ArrivalsCoder<E extends EventView> extends StructuredCoder<Arrivals<E>> {

  private static final long serialVersionUID = 1;

  private final Coder<E> event;

  private ArrivalsCoder(Coder<E> event) {
    this.event = event;
  }

  /** Of events that are written like this. */
  public static <E extends EventView> ArrivalsCoder<E> of(Coder<E> event) {
    return new ArrivalsCoder<>(event);
  }

  @Override
  public void encode(Arrivals<E> arrivals, OutputStream out) throws IOException {
    count(arrivals.events().size(), out);
    for (E each : arrivals.events()) {
      event.encode(each, out);
    }
    count(arrivals.rejects().size(), out);
    for (Reject each : arrivals.rejects()) {
      IntakeCoders.REJECT.encode(each, out);
    }
  }

  @Override
  public Arrivals<E> decode(InputStream in) throws IOException {
    int events = count(in);
    List<E> read = new ArrayList<>(events);
    for (int i = 0; i < events; i++) {
      read.add(event.decode(in));
    }
    int rejects = count(in);
    List<Reject> broken = new ArrayList<>(rejects);
    for (int i = 0; i < rejects; i++) {
      broken.add(IntakeCoders.REJECT.decode(in));
    }
    return new Arrivals<>(read, broken);
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
