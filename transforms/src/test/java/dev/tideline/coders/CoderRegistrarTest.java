package dev.tideline.coders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.records.RawRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.CannotProvideCoderException;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every type that travels. They are kept in savepoints and compared as keys, so they
 * must not change by accident: a golden value that no longer fits means that running jobs can't be
 * resumed.
 */
class CoderRegistrarTest {

  static Stream<Samples.Sample> samples() {
    return Samples.ALL.stream();
  }

  @Test
  void everyRegisteredTypeHasASample() {
    assertThat(
        samples().map(sample -> sample.value().getClass()).collect(Collectors.toSet()),
        is(CoderRegistrar.ALL.keySet()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void bytesAreAsTheyAlwaysWere(Samples.Sample sample) throws IOException {
    assertThat(HexFormat.of().formatHex(bytes(sample.value())), is(sample.hex()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void equalValuesHaveEqualBytes(Samples.Sample sample) throws IOException {
    assertThat(bytes(sample.again()), is(bytes(sample.value())));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void valuesComeBackOneAfterTheOther(Samples.Sample sample) throws IOException {
    Coder<Object> coder = coderOf(sample.value());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coder.encode(sample.value(), out);
    coder.encode(sample.value(), out);
    ByteArrayInputStream in = new ByteArrayInputStream(out.toByteArray());
    assertThat(content(coder.decode(in)), is(content(sample.value())));
    assertThat(content(coder.decode(in)), is(content(sample.value())));
    assertThat("bytes left over", in.available(), is(0));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void beamFindsTheCoderAndMayGroupByIt(Samples.Sample sample)
      throws CannotProvideCoderException, Coder.NonDeterministicException {
    Coder<?> coder = CoderRegistry.createDefault().getCoder(sample.value().getClass());
    assertThat(coder, is(CoderRegistrar.ALL.get(sample.value().getClass())));
    coder.verifyDeterministic();
  }

  private static byte[] bytes(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coderOf(value).encode(value, out);
    return out.toByteArray();
  }

  @SuppressWarnings("unchecked") // the map pairs each class with its own coder
  private static Coder<Object> coderOf(Object value) {
    return (Coder<Object>) CoderRegistrar.ALL.get(value.getClass());
  }

  /** The value itself, where it knows when it equals another. */
  private static Object content(Object value) {
    return value instanceof RawRecord raw
        ? List.of(HexFormat.of().formatHex(raw.payload()), raw.place(), raw.ingestTime())
        : value;
  }
}
