package dev.tideline.proof.probe;

import static dev.tideline.proof.probe.Step.element;

import dev.tideline.pipelines.preflight.Capability;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.BagState;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.MapState;
import org.apache.beam.sdk.state.MultimapState;
import org.apache.beam.sdk.state.OrderedListState;
import org.apache.beam.sdk.state.SetState;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Sum;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.TimestampedValue;
import org.joda.time.Instant;

/**
 * Each kind of state: three elements of a key are put in, and the whole is emitted after the third.
 */
final class StateProbes {

  private static final String CELL = "cell";
  private static final String COUNT = "count";
  private static final int ALL = 3;

  private StateProbes() {}

  static List<Probe> all() {
    return List.of(
        probe(Capability.VALUE_STATE, new Value(), "6"),
        probe(Capability.BAG_STATE, new Bag(), "1 2 3"),
        probe(Capability.COMBINING_STATE, new Combining(), "6"),
        probe(Capability.MAP_STATE, new InMap(), "1 2 3"),
        probe(Capability.SET_STATE, new InSet(), "1 2 3"),
        probe(Capability.ORDERED_LIST_STATE, new OrderedList(), "3 2 1"),
        probe(Capability.MULTIMAP_STATE, new Multimap(), "1 2 3"));
  }

  private static Probe probe(
      Capability capability, DoFn<KV<String, Long>, String> fn, String expected) {
    return Probe.of(
        capability,
        Probe.Modes.BOTH,
        List.of(element("a", 1), element("a", 2), element("a", 3)),
        elements -> elements.apply("InState", ParDo.of(fn)),
        expected);
  }

  private static String text(Iterable<Long> values) {
    return text(StreamSupport.stream(values.spliterator(), false).sorted());
  }

  private static String text(Stream<Long> values) {
    return String.join(" ", values.map(String::valueOf).toList());
  }

  private static final class Value extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<ValueState<Long>> cell = StateSpecs.value(VarLongCoder.of());

    @StateId(COUNT)
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) ValueState<Long> cell,
        @StateId(COUNT) ValueState<Long> count,
        OutputReceiver<String> out) {
      Long sum = cell.read();
      cell.write((sum == null ? 0 : sum) + element.getValue());
      if (counted(count) == ALL) {
        out.output(String.valueOf(cell.read()));
      }
    }
  }

  private static long counted(ValueState<Long> count) {
    Long before = count.read();
    long now = (before == null ? 0 : before) + 1;
    count.write(now);
    return now;
  }

  private static final class Bag extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<BagState<Long>> cell = StateSpecs.bag(VarLongCoder.of());

    @StateId(COUNT)
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) BagState<Long> cell,
        @StateId(COUNT) ValueState<Long> count,
        OutputReceiver<String> out) {
      cell.add(element.getValue());
      if (counted(count) == ALL) {
        out.output(text(cell.read()));
      }
    }
  }

  private static final class Combining extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<CombiningState<Long, long[], Long>> cell =
        StateSpecs.combining(Sum.ofLongs());

    @StateId(COUNT)
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) CombiningState<Long, long[], Long> cell,
        @StateId(COUNT) ValueState<Long> count,
        OutputReceiver<String> out) {
      cell.add(element.getValue());
      if (counted(count) == ALL) {
        out.output(String.valueOf(cell.read()));
      }
    }
  }

  private static final class InMap extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<MapState<String, Long>> cell =
        StateSpecs.map(StringUtf8Coder.of(), VarLongCoder.of());

    @StateId(COUNT)
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) MapState<String, Long> cell,
        @StateId(COUNT) ValueState<Long> count,
        OutputReceiver<String> out) {
      cell.put("entry " + element.getValue(), element.getValue());
      if (counted(count) == ALL) {
        out.output(text(cell.values().read()));
      }
    }
  }

  private static final class InSet extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<SetState<Long>> cell = StateSpecs.set(VarLongCoder.of());

    @StateId(COUNT)
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) SetState<Long> cell,
        @StateId(COUNT) ValueState<Long> count,
        OutputReceiver<String> out) {
      cell.add(element.getValue());
      cell.add(element.getValue());
      if (counted(count) == ALL) {
        out.output(text(cell.read()));
      }
    }
  }

  /** Puts the greater before the lesser, so that it is the state that sorts. */
  private static final class OrderedList extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<OrderedListState<Long>> cell =
        StateSpecs.orderedList(VarLongCoder.of());

    @StateId(COUNT)
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) OrderedListState<Long> cell,
        @StateId(COUNT) ValueState<Long> count,
        OutputReceiver<String> out) {
      long value = element.getValue();
      cell.add(TimestampedValue.of(value, new Instant(10 - value)));
      if (counted(count) == ALL) {
        out.output(
            text(
                StreamSupport.stream(cell.read().spliterator(), false)
                    .map(TimestampedValue::getValue)));
      }
    }
  }

  private static final class Multimap extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<MultimapState<String, Long>> cell =
        StateSpecs.multimap(StringUtf8Coder.of(), VarLongCoder.of());

    @StateId(COUNT)
    private final StateSpec<ValueState<Long>> count = StateSpecs.value(VarLongCoder.of());

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) MultimapState<String, Long> cell,
        @StateId(COUNT) ValueState<Long> count,
        OutputReceiver<String> out) {
      cell.put("all", element.getValue());
      if (counted(count) == ALL) {
        out.output(text(cell.get("all").read()));
      }
    }
  }
}
