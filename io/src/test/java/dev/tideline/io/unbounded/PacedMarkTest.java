package dev.tideline.io.unbounded;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.io.unbounded.HeldMarks.Held;
import java.util.List;
import org.apache.beam.sdk.coders.DelegateCoder;
import org.apache.beam.sdk.coders.VarLongCoder;
import org.apache.beam.sdk.io.UnboundedSource.CheckpointMark;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class PacedMarkTest {

  private record Count(long count) implements CheckpointMark {
    @Override
    public void finalizeCheckpoint() {}
  }

  @Test
  void itsBytesTellTheNextReaderWhatWaits() throws Exception {
    PacedMark.MarkCoder<Count> coder =
        new PacedMark.MarkCoder<>(DelegateCoder.of(VarLongCoder.of(), Count::count, Count::new));
    List<Held<Count>> before =
        List.of(new Held<>(new Count(5), 1_000, 2_000), new Held<>(new Count(7), 3_000, 4_000));

    PacedMark<Count> again =
        CoderUtils.clone(coder, new PacedMark<>(new Count(300), before, unheard -> {}));

    assertThat(again.mark(), is(new Count(300)));
    assertThat(again.before(), is(before));
  }
}
