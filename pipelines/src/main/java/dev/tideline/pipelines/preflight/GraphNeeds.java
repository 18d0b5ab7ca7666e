package dev.tideline.pipelines.preflight;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.Pipeline.PipelineVisitor;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.io.UnboundedSource;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.state.CombiningState;
import org.apache.beam.sdk.state.TimeDomain;
import org.apache.beam.sdk.state.TimerSpec;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.reflect.DoFnSignature;
import org.apache.beam.sdk.transforms.reflect.DoFnSignatures;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * What a graph needs of its runner, read off its steps.
 *
 * @param steps the first step that has each need, by its full name
 * @param streams whether anything in the graph is unbounded, which makes it a stream
 */
record GraphNeeds(Map<Capability, String> steps, boolean streams) {

  /** Those of a graph as it was built, before a runner puts steps of its own in. */
  static GraphNeeds of(Pipeline pipeline) {
    Walk walk = new Walk(pipeline.getOptions());
    pipeline.traverseTopologically(walk);
    if (!walk.streams) {
      walk.steps.remove(Capability.BOUNDED_READ_IN_STREAM);
    }
    return new GraphNeeds(Collections.unmodifiableMap(walk.steps), walk.streams);
  }

  private static final class Walk extends PipelineVisitor.Defaults {

    private static final TypeDescriptor<?> COMBINING = TypeDescriptor.of(CombiningState.class);

    private final Map<Capability, String> steps = new EnumMap<>(Capability.class);
    private final PipelineOptions options;
    private boolean streams;
    private String step;

    Walk(PipelineOptions options) {
      this.options = options;
    }

    @Override
    public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
      step = node.getFullName();
      PTransform<?, ?> transform = node.getTransform();
      if (transform instanceof Read.Unbounded<?> read) {
        needIf(true, Capability.UNBOUNDED_READ);
        needIf(severalReaders(read.getSource()), Capability.SEVERAL_READERS);
      }
      needIf(transform instanceof Read.Bounded, Capability.BOUNDED_READ_IN_STREAM);
      // On paper a read is a splittable DoFn; each of our runners reads the source itself.
      return transform instanceof Read.Unbounded || transform instanceof Read.Bounded
          ? CompositeBehavior.DO_NOT_ENTER_TRANSFORM
          : CompositeBehavior.ENTER_TRANSFORM;
    }

    private boolean severalReaders(UnboundedSource<?, ?> source) {
      try {
        return source.split(2, options).size() > 1;
      } catch (Exception failure) { // it declares no less
        throw new IllegalStateException(step + " can't be split: " + failure.getMessage(), failure);
      }
    }

    @Override
    public void visitValue(PValue value, TransformHierarchy.Node producer) {
      streams |=
          value instanceof PCollection<?> collection
              && collection.isBounded() == PCollection.IsBounded.UNBOUNDED;
    }

    @Override
    public void visitPrimitiveTransform(TransformHierarchy.Node node) {
      step = node.getFullName();
      needIf(node.getTransform() instanceof Impulse, Capability.BOUNDED_READ_IN_STREAM);
      if (node.getTransform() instanceof ParDo.MultiOutput<?, ?> parDo) {
        needIf(!parDo.getSideInputs().isEmpty(), Capability.SIDE_INPUTS);
        needsOf(parDo.getFn());
      }
      if (node.getTransform() instanceof GroupByKey) {
        for (PValue input : node.getInputs().values()) {
          boolean merges =
              !((PCollection<?>) input).getWindowingStrategy().getWindowFn().isNonMerging();
          needIf(merges, Capability.MERGING_WINDOWS);
        }
      }
    }

    private void needsOf(DoFn<?, ?> fn) {
      DoFnSignature signature = DoFnSignatures.signatureForDoFn(fn);
      if (DoFnSignatures.isSplittable(fn)) {
        boolean ends = signature.isBoundedPerElement() == PCollection.IsBounded.BOUNDED;
        needIf(ends, Capability.SPLITTABLE_READ);
        needIf(!ends, Capability.ENDLESS_SPLITTABLE_READ);
      }
      needIf(DoFnSignatures.usesValueState(fn), Capability.VALUE_STATE);
      needIf(DoFnSignatures.usesBagState(fn), Capability.BAG_STATE);
      needIf(DoFnSignatures.usesMapState(fn), Capability.MAP_STATE);
      needIf(DoFnSignatures.usesSetState(fn), Capability.SET_STATE);
      needIf(DoFnSignatures.usesOrderedListState(fn), Capability.ORDERED_LIST_STATE);
      needIf(DoFnSignatures.usesMultimapState(fn), Capability.MULTIMAP_STATE);
      needIf(usesCombiningState(signature), Capability.COMBINING_STATE);
      for (DoFnSignature.TimerDeclaration timer : signature.timerDeclarations().values()) {
        needsOf(DoFnSignatures.getTimerSpecOrThrow(timer, fn));
      }
      for (DoFnSignature.TimerFamilyDeclaration family :
          signature.timerFamilyDeclarations().values()) {
        needIf(true, Capability.TIMER_FAMILIES);
        needsOf(DoFnSignatures.getTimerFamilySpecOrThrow(family, fn));
      }
      needIf(signature.onWindowExpiration() != null, Capability.WINDOW_EXPIRATION);
      needIf(DoFnSignatures.requiresTimeSortedInput(fn), Capability.SORTED_INPUT);
      needIf(signature.processElement().requiresStableInput(), Capability.STABLE_INPUT);
    }

    private static boolean usesCombiningState(DoFnSignature signature) {
      return signature.stateDeclarations().values().stream()
          .anyMatch(state -> state.stateType().isSubtypeOf(COMBINING));
    }

    private void needsOf(TimerSpec timer) {
      boolean eventTime = timer.getTimeDomain() == TimeDomain.EVENT_TIME;
      needIf(eventTime, Capability.EVENT_TIMERS);
      needIf(!eventTime, Capability.PROCESSING_TIMERS);
    }

    private void needIf(boolean needed, Capability capability) {
      if (needed) {
        steps.putIfAbsent(capability, step);
      }
    }
  }
}
