package dev.tideline.encoding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Random;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.coders.StringUtf8Coder;
import org.apache.beam.sdk.util.CoderUtils;
import org.junit.jupiter.api.Test;

class FieldsTest {

  private interface Writer {
    void to(OutputStream out) throws IOException;
  }

  private interface Reader {
    Object from(InputStream in) throws IOException;
  }

  @Test
  void inMemoryAFieldHasTheBytesOfBeamsCoder() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      long value = random.nextLong() >> random.nextInt(Long.SIZE);
      String text = "é€😀x".substring(random.nextInt(2)).repeat(random.nextInt(60));
      same(seed, out -> Fields.fixed(value, out), Fields::fixed, value);
      same(seed, out -> Fields.number(value, out), Fields::number, value);
      same(seed, out -> Fields.count((int) value, out), Fields::count, (int) value);
      same(seed, out -> Fields.text(text, out), Fields::text, text);
    }
  }

  private static void same(long seed, Writer writer, Reader reader, Object value)
      throws IOException {
    ByteArrayOutputStream elsewhere = new ByteArrayOutputStream();
    MemoryBytes.Out inMemory = new MemoryBytes.Out();
    writer.to(elsewhere);
    writer.to(inMemory);
    String which = value + " (seed " + seed + ")";

    assertThat(which, inMemory.toByteArray(), is(elsewhere.toByteArray()));
    assertThat(which, reader.from(new MemoryBytes.In(inMemory.toByteArray())), is(value));
    assertThat(which, reader.from(new ByteArrayInputStream(inMemory.toByteArray())), is(value));
  }

  @Test
  void whatBreaksOffIsNoNumber() {
    assertThrows(IOException.class, () -> Fields.fixed(new MemoryBytes.In(new byte[7])));
    assertThrows(IOException.class, () -> Fields.count(new MemoryBytes.In(new byte[] {-1})));
    assertThrows(IOException.class, () -> Fields.text(new MemoryBytes.In(new byte[] {2, 'a'})));
  }

  @Test
  void aBlockIsReadAsItWasWritten() throws IOException {
    BlockCoder<List<String>> coder = BlockCoder.of(ListCoder.of(StringUtf8Coder.of()));
    List<String> texts = List.of("a", "", "b".repeat(1_000));

    byte[] bytes = CoderUtils.encodeToByteArray(coder, texts);

    assertThat(CoderUtils.decodeFromByteArray(coder, bytes), is(texts));
    InputStream brokenOff = new ByteArrayInputStream(bytes, 0, 500);
    assertThrows(IOException.class, () -> coder.decode(brokenOff));
  }
}
