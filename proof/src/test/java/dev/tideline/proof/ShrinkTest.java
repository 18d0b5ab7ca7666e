package dev.tideline.proof;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShrinkTest {

  private final World world = RandomWorld.of(17);

  @Test
  void whatIsLeftIsNeededAndInItsOrder() throws Exception {
    List<WorldRecord> guilty = List.of(world.records().get(3), world.records().get(333));
    AtomicInteger tries = new AtomicInteger();

    World smallest =
        Shrink.smallest(
            world,
            some -> {
              tries.incrementAndGet();
              return some.records().containsAll(guilty);
            },
            1_000);

    assertThat(smallest.records(), is(guilty));
    assertThat(smallest.stage(), is(world.stage()));
    assertThat(tries.get(), lessThan(200));
  }

  @Test
  void itStopsInTime() throws Exception {
    AtomicInteger tries = new AtomicInteger();
    World unshrunk = Shrink.smallest(world, some -> tries.incrementAndGet() < 0, 7);
    assertThat(tries.get(), is(7));
    assertThat(unshrunk, is(world));
  }
}
