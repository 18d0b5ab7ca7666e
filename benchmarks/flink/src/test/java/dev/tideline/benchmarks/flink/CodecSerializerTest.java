package dev.tideline.benchmarks.flink;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;

import dev.tideline.order.OrderType;
import dev.tideline.payment.CardToken;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class CodecSerializerTest {

  private static final String LONG_ID = "Größe-".repeat(20_000);

  @Test
  void payments() throws IOException {
    CardPayment payment = new CardPayment(new CardToken(-1, 2), LONG_ID, 3, 4);
    assertThat(again(payment, new CardPayment.Serializer()), equalTo(payment));
  }

  @Test
  void storeEvents() throws IOException {
    StoreEvent event = new StoreEvent("S1", LONG_ID, OrderType.FULFILLED, 1, 2, 3);
    assertThat(again(event, new StoreEvent.Serializer()), equalTo(event));
  }

  @Test
  void slicesOfStores() throws IOException {
    StoreSlice again = again(slice(), new StoreSlice.Serializer());
    assertThat(again.ids(), containsInAnyOrder("a", "b", "c"));
    assertThat(again.sums().orders, is(1L));
    assertThat(again.sums().revenue, is(50_000L));
    assertThat(again.sums().cancellations, is(1L));
    assertThat(again.sums().serviceTimes(), equalTo(slice().sums().serviceTimes()));
  }

  @Test
  void copiesOfWhatChangesStayAsTheyAre() {
    StoreSlice slice = slice();
    StoreSlice copy = new StoreSlice.Serializer().copy(slice);
    slice.add(new StoreEvent("S1", "d", OrderType.PLACED, 1, 70_000, 0));
    assertThat(copy.sums().orders, is(1L));
    assertThat(copy.ids(), containsInAnyOrder("a", "b", "c"));
  }

  @Test
  void snapshotsBringBackTheSerializer() throws IOException {
    TypeSerializer<StoreSlice> serializer = new StoreSlice.Serializer();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    TypeSerializerSnapshot<StoreSlice> old =
        TypeSerializerSnapshot.readVersionedSnapshot(
            new DataInputDeserializer(out.getCopyOfBuffer()), getClass().getClassLoader());
    assertThat(old.restoreSerializer(), equalTo(serializer));
    assertThat(
        serializer.snapshotConfiguration().resolveSchemaCompatibility(old).isCompatibleAsIs(),
        is(true));
  }

  private static StoreSlice slice() {
    StoreSlice slice = new StoreSlice();
    slice.add(new StoreEvent("S1", "a", OrderType.PLACED, 1, 50_000, 0));
    slice.add(new StoreEvent("S1", "a", OrderType.PLACED, 1, 50_000, 0));
    slice.add(new StoreEvent("S1", "b", OrderType.CANCELLED, 1, 0, 0));
    slice.add(new StoreEvent("S1", "c", OrderType.FULFILLED, 1, 0, 123_456));
    return slice;
  }

  private static <T> T again(T value, TypeSerializer<T> serializer) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    return serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
