package dev.tideline.proof.probe;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import dev.tideline.pipelines.preflight.Capabilities;
import dev.tideline.pipelines.preflight.Capability;
import dev.tideline.pipelines.preflight.Preflight;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.io.Read;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PCollection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a runner can't do is refused before it runs: the graph of each probe is one that needs it.
 */
final class PreflightTest {

  /** What no graph shows, whether it relies on it or not. */
  private static final Set<Capability> HABITS =
      EnumSet.range(Capability.CLEARED_TIMER, Capability.STREAM_AFTER_STREAM);

  @Test
  void eachCapabilityHasAProbe() {
    assertThat(Probes.all().keySet(), is(EnumSet.allOf(Capability.class)));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheRunnerCannotDoIsRefusedAndWhatItCanIsNot(Capability capability) {
    Pipeline pipeline = stream(Probes.all().get(capability));

    assertThat(Preflight.unmet(pipeline, allBut(Set.of(), "")), is(empty()));

    List<String> unmet = Preflight.unmet(pipeline, allBut(Set.of(capability), "no: not today"));
    if (HABITS.contains(capability)) {
      assertThat(unmet, is(empty()));
    } else {
      assertThat(unmet, contains(startsWith(sentence(unmet, capability))));
    }
  }

  private static String sentence(List<String> unmet, Capability capability) {
    String step = unmet.get(0).substring(0, unmet.get(0).indexOf(' '));
    return "%s needs %s. On DirectRunner, in a stream: no: not today. What to do: %s"
        .formatted(step, capability.label(), capability.wayOut());
  }

  @Test
  void aBoundedRunIsJudgedByWhatTheRunnerDoesInOne() {
    Pipeline pipeline = Pipeline.create();
    Probe sorted = Probes.all().get(Capability.SORTED_INPUT);
    sorted.graph().after(pipeline.apply("Elements", Create.of(KV.of("a", 1L))));

    assertThat(
        Preflight.unmet(pipeline, allBut(Set.of(Capability.SORTED_INPUT), "no: not today")),
        is(empty()));
  }

  @Test
  void theStepIsNamedAndEveryNeedIsReportedAtOnce() {
    Pipeline pipeline = stream(Probes.all().get(Capability.TIMER_FAMILIES));

    List<String> unmet =
        Preflight.unmet(
            pipeline, allBut(Set.of(Capability.TIMER_FAMILIES, Capability.EVENT_TIMERS), "no"));

    assertThat(unmet, hasItem(startsWith("Timers/ParMultiDo(Family) needs event-time timers.")));
    assertThat(unmet, hasItem(startsWith("Timers/ParMultiDo(Family) needs timer families.")));
  }

  private static Pipeline stream(Probe probe) {
    Pipeline pipeline = Pipeline.create();
    PCollection<KV<String, Long>> elements =
        pipeline.apply("Script", Read.from(new ScriptedSource("never run", probe.scripts())));
    probe.graph().after(elements);
    return pipeline;
  }

  /** A runner that can do all, but some things not in a stream. */
  private static Capabilities allBut(Set<Capability> some, String seen) {
    Map<Capability, String> all = new EnumMap<>(Capability.class);
    for (Capability each : Capability.values()) {
      all.put(each, Capabilities.YES);
    }
    Map<Capability, String> stream = new EnumMap<>(all);
    some.forEach(capability -> stream.put(capability, seen));
    return new Capabilities(all, stream);
  }
}
