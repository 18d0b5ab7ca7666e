package dev.tideline.proof.probe;

import static dev.tideline.proof.probe.Step.element;

import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.state.StateSpec;
import org.apache.beam.sdk.state.StateSpecs;
import org.apache.beam.sdk.state.ValueState;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.beam.sdk.values.TupleTag;
import org.apache.beam.sdk.values.TupleTagList;

/** What is promised of the input of a step, of its bundles and its outputs. */
final class BundleProbes {

  private static final int MANY = 40;
  private static final String CELL = "cell";

  private BundleProbes() {}

  static List<Probe> all() {
    return List.of(
        Probe.of(
            Capability.SORTED_INPUT,
            Probe.Modes.BOTH,
            List.of(element("a", 3, 30), element("a", 1, 10), element("a", 2, 20)),
            elements -> elements.apply("Sorted", ParDo.of(new Sorted())),
            "1 after 0",
            "2 after 1",
            "3 after 2"),
        Probe.of(
            Capability.STABLE_INPUT,
            Probe.Modes.BOTH,
            List.of(element("a", 1)),
            elements -> elements.apply("Stable", ParDo.of(new Stable())),
            "a"),
        Probe.of(
            Capability.UNREAD_OUTPUTS,
            Probe.Modes.BOTH,
            List.of(element("a", 1)),
            BundleProbes::withoutTheOther,
            "a"),
        new Probe(
            Capability.RECORDS_SHARE_BUNDLES,
            Probe.Modes.BOTH,
            List.of(LongStream.range(0, MANY).mapToObj(i -> element("a", i)).toList()),
            elements -> elements.apply("Bundles", ParDo.of(new Bundles())),
            (transcript, result) ->
                transcript.lines().size() == MANY && Set.copyOf(transcript.lines()).size() < MANY
                    ? Capabilities.YES
                    : "wrong: %d records in %d bundles"
                        .formatted(
                            transcript.lines().size(), Set.copyOf(transcript.lines()).size())));
  }

  private static PCollection<String> withoutTheOther(PCollection<KV<String, Long>> elements) {
    TupleTag<String> read = new TupleTag<>("read");
    TupleTag<String> unread = new TupleTag<>("unread");
    PCollectionTuple both =
        elements.apply(
            "Both",
            ParDo.of(new TwoOutputs(read, unread)).withOutputTags(read, TupleTagList.of(unread)));
    both.get(unread).setCoder(StringUtf8Coder.of());
    return both.get(read).setCoder(StringUtf8Coder.of());
  }

  private static final class TwoOutputs extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    private final TupleTag<String> one;
    private final TupleTag<String> other;

    TwoOutputs(TupleTag<String> one, TupleTag<String> other) {
      this.one = one;
      this.other = other;
    }

    @ProcessElement
    public void processElement(@Element KV<String, Long> element, MultiOutputReceiver out) {
      out.get(other).output("the other");
      out.get(one).output(element.getKey());
    }
  }

  private static final class Sorted extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<ValueState<Long>> cell = StateSpecs.value(VarLongCoder.of());

    @RequiresTimeSortedInput
    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) ValueState<Long> cell,
        OutputReceiver<String> out) {
      Long before = cell.read();
      out.output(element.getValue() + " after " + (before == null ? 0 : before));
      cell.write(element.getValue());
    }
  }

  private static final class Stable extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @RequiresStableInput
    @ProcessElement
    public void processElement(@Element KV<String, Long> element, OutputReceiver<String> out) {
      out.output(element.getKey());
    }
  }

  private static final class Bundles extends DoFn<KV<String, Long>, String> {
    private static final long serialVersionUID = 1;

    @StateId(CELL)
    private final StateSpec<ValueState<Long>> cell = StateSpecs.value(VarLongCoder.of());

    private transient String bundle;

    @StartBundle
    public void startBundle() {
      bundle = UUID.randomUUID().toString();
    }

    @ProcessElement
    public void processElement(
        @Element KV<String, Long> element,
        @StateId(CELL) ValueState<Long> cell,
        OutputReceiver<String> out) {
      cell.write(element.getValue());
      out.output(bundle);
    }
  }
}
