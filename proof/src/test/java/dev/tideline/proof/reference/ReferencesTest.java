package dev.tideline.proof.reference;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;

import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.RandomWorld;
import dev.tideline.proof.world.World;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The model in Java and the one in SQL share nothing but the reading of JSON, and agree. */
class ReferencesTest {

  private static final long WORLDS = 30;

  /** So many show a mistake in either, mostly. */
  private static final long SOME = 5;

  @TempDir private Path folder;

  @Test
  void theModelAndSqlAgreeAboutSomeWorlds() throws Exception {
    agree(0, SOME);
  }

  @Test
  @Tag("exhaustive")
  void theModelAndSqlAgreeAboutEveryWorld() throws Exception {
    agree(SOME, WORLDS);
  }

  private void agree(long from, long to) throws Exception {
    for (long seed = from; seed < to; seed++) {
      World world = RandomWorld.of(seed);
      for (Question question : Question.all()) {
        Expected model = Expected.of(question, world, false);
        Expected sql = SqlReference.of(question, world, folder.resolve(seed + question.pipeline()));
        assertThat(question + " of " + world.name(), sql.rows(), is(model.rows()));
        assertThat(question + " of " + world.name(), sql.verdict(), is(model.verdict()));
      }
    }
  }

  /** Otherwise agreeing would prove little. */
  @Test
  void theWorldsHaveEveryFateAndManyReasons() {
    Set<String> fates = new TreeSet<>();
    Set<String> reasons = new TreeSet<>();
    for (long seed = 0; seed < WORLDS; seed++) {
      for (Question question : Question.all()) {
        Expected model = Expected.of(question, RandomWorld.of(seed), false);
        fates.addAll(model.fates().keySet());
        reasons.addAll(model.rejected().keySet());
        assertThat(question + " of seed " + seed, model.rows().size(), greaterThan(0));
      }
    }
    assertThat(fates, hasItems("COUNTED", "DUPLICATE", "TOO_LATE", "REJECTED", "OUT_OF_SCOPE"));
    assertThat(reasons.toString(), reasons.size(), greaterThan(15));
  }
}
