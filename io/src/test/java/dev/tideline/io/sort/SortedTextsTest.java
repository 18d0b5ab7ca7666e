package dev.tideline.io.sort;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SortedTextsTest {

  private static final int ALL_IN_MEMORY = 1 << 20;
  private static final int A_FEW = 200; // bytes: three or four texts

  /** U+FF21 is behind the herb in UTF-16, and before it in UTF-8. */
  @Test
  void theOrderIsThatOfBytes() throws Exception {
    assertThat(
        sorted(
            ALL_IN_MEMORY,
            2,
            List.of("b", "\ud83c\udf3f", "", "\uff21", "B", "\u00fc", "a\"", "a!")),
        contains("", "B", "a!", "a\"", "b", "\u00fc", "\uff21", "\ud83c\udf3f"));
  }

  @Test
  void ofNoTextsThereAreNone() throws Exception {
    assertThat(sorted(ALL_IN_MEMORY, 2, List.of()), is(empty()));
  }

  @Test
  void whatComesTwiceIsThereTwice() throws Exception {
    assertThat(sorted(1, 2, List.of("b", "a", "b", "a", "b")), contains("a", "a", "b", "b", "b"));
  }

  @Test
  void aTextMayHaveAnyCharacters() throws Exception {
    assertThat(sorted(1, 2, List.of("x\ny", "x", "\r", "\0")), contains("\0", "\r", "x", "x\ny"));
  }

  @Test
  void whatGoesToDiskComesBackInOneOrder() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      texts.add(anyText(random));
    }
    List<byte[]> expected = new ArrayList<>();
    texts.forEach(text -> expected.add(text.getBytes(UTF_8)));
    expected.sort(Arrays::compareUnsigned);

    // Merged two by two, a dozen times over; and three by three, with some left in memory.
    for (int atOnce : new int[] {2, 3, 64}) {
      Collections.shuffle(texts, random);
      assertThat(
          "seed " + seed + ", " + atOnce + " at once",
          sorted(A_FEW, atOnce, texts),
          is(expected.stream().map(bytes -> new String(bytes, UTF_8)).toList()));
    }
  }

  @Test
  void nothingStaysOnDisk() throws Exception {
    SortedRun run = SortedRun.write(each -> each.take(new byte[] {1}));
    assertThat(run.file().toFile().exists(), is(true));
    run.delete();
    assertThat(run.file().toFile().exists(), is(false));
  }

  @Test
  void whoTakesThemMayRefuse() throws Exception {
    try (SortedTexts texts = new SortedTexts(1, 2)) {
      texts.add("a");
      texts.add("b");
      List<String> taken = new ArrayList<>();

      IOException full =
          assertThrows(
              IOException.class,
              () ->
                  texts.forEach(
                      text -> {
                        taken.add(text);
                        throw new IOException("the disk is full");
                      }));

      assertThat(full.getMessage(), is("the disk is full"));
      assertThat(taken, contains("a"));
    }
  }

  @Test
  void aRunThatCanNotBeWrittenSaysWhere() {
    IOException failed =
        assertThrows(
            IOException.class,
            () ->
                SortedRun.write(
                    each -> {
                      throw new IOException("No space left on device");
                    }));

    assertThat(failed.getMessage().indexOf(".run can't be written: "), greaterThan(0));
  }

  private static String anyText(Random random) {
    StringBuilder text = new StringBuilder();
    for (int length = random.nextInt(30); length > 0; length--) {
      int[] from = {'"', 'a', 'B', '\n', 0xe9, 0x20ac, 0xff21, 0x1f33f};
      text.appendCodePoint(from[random.nextInt(from.length)]);
    }
    return text.toString();
  }

  private static List<String> sorted(int memory, int atOnce, List<String> texts)
      throws IOException {
    List<String> sorted = new ArrayList<>();
    try (SortedTexts all = new SortedTexts(memory, atOnce)) {
      for (String text : texts) {
        all.add(text);
      }
      all.forEach(sorted::add);
    }
    return sorted;
  }
}
