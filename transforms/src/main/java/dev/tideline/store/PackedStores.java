package dev.tideline.store;

import dev.tideline.encoding.MemoryBytes;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Stores as bytes: how many, and the fields of each, one after the other. */
final class PackedStores {

  private PackedStores() {}

  static byte[] pack(Collection<Store> stores) {
    MemoryBytes.Out bytes = new MemoryBytes.Out();
    DataOutputStream to = new DataOutputStream(bytes);
    try {
      to.writeInt(stores.size());
      for (Store store : stores) {
        writeText(store.storeId(), to);
        writeText(store.name(), to);
        writeText(store.timeZone().getId(), to);
        writeText(store.currency(), to);
        to.writeLong(store.dayStartsAt().toNanoOfDay());
        to.writeLong(store.booksCloseAt().toNanoOfDay());
        to.writeLong(store.validFrom());
        to.writeLong(store.validTo());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written", e);
    }
    return bytes.toByteArray();
  }

  static List<Store> unpack(byte[] bytes) {
    DataInputStream from = new DataInputStream(new MemoryBytes.In(bytes));
    try {
      int count = from.readInt();
      List<Store> stores = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        stores.add(
            new Store(
                readText(from),
                readText(from),
                ZoneId.of(readText(from)),
                readText(from),
                LocalTime.ofNanoOfDay(from.readLong()),
                LocalTime.ofNanoOfDay(from.readLong()),
                from.readLong(),
                from.readLong()));
      }
      return stores;
    } catch (IOException e) {
      throw new UncheckedIOException("not what pack has written", e);
    }
  }

  private static void writeText(String text, DataOutputStream to) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.writeInt(bytes.length);
    to.write(bytes);
  }

  private static String readText(DataInputStream from) throws IOException {
    return new String(from.readNBytes(from.readInt()), StandardCharsets.UTF_8);
  }
}
