package dev.tideline.coders;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import dev.tideline.books.Books;
import dev.tideline.books.BooksCoder;
import dev.tideline.order.OrderEvent;
import dev.tideline.order.OrderEventCoder;
import dev.tideline.records.RawRecord;
import dev.tideline.testing.Classes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.beam.sdk.coders.Coder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every type that travels. They are kept in savepoints and compared as keys, so they
 * must not change by accident: a golden value that no longer fits means that running jobs can't be
 * resumed.
 */
class CodersTest {

  /**
   * The coder of each type, from the constants of all classes that are called {@code ...Coders}.
   */
  private static final Map<Class<?>, Coder<?>> ALL = all();

  private static Map<Class<?>, Coder<?>> all() {
    Map<Class<?>, Coder<?>> coders =
        new HashMap<>(Map.of(OrderEvent.class, OrderEventCoder.of(), Books.class, BooksCoder.of()));
    for (Class<?> holder : Classes.of("dev.tideline", name -> name.endsWith("Coders"))) {
      for (Field field : holder.getFields()) {
        // Coder<X>; what is composed of such, Coder<KV<..>>, has its bytes from them
        if (((ParameterizedType) field.getGenericType()).getActualTypeArguments()[0]
            instanceof Class<?> type) {
          coders.put(type, coderIn(field));
        }
      }
    }
    return coders;
  }

  private static Coder<?> coderIn(Field field) {
    try {
      return (Coder<?>) field.get(null);
    } catch (IllegalAccessException impossible) {
      throw new AssertionError("getFields() gives public fields only", impossible);
    }
  }

  static Stream<Samples.Sample> samples() {
    return Samples.ALL.stream();
  }

  @Test
  void everyTypeWithACoderHasASample() {
    assertThat(
        samples().map(sample -> sample.value().getClass()).collect(Collectors.toSet()),
        is(ALL.keySet()));
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
  void beamMayGroupByIt(Samples.Sample sample) throws Coder.NonDeterministicException {
    coderOf(sample.value()).verifyDeterministic();
  }

  private static byte[] bytes(Object value) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    coderOf(value).encode(value, out);
    return out.toByteArray();
  }

  @SuppressWarnings("unchecked") // the map pairs each class with its own coder
  private static Coder<Object> coderOf(Object value) {
    return (Coder<Object>) ALL.get(value.getClass());
  }

  /** The value itself, where it knows when it equals another. */
  private static Object content(Object value) {
    return value instanceof RawRecord raw
        ? List.of(HexFormat.of().formatHex(raw.payload()), raw.location(), raw.ingestTime())
        : value;
  }
}
