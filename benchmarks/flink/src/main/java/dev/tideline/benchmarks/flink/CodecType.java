package dev.tideline.benchmarks.flink;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * A type of streams that has a {@link CodecSerializer}. It may be a key if its values are equal by
 * what they hold.
 *
 * @param <T> the type
 */
final class CodecType<T> extends TypeInformation<T> {

  private static final long serialVersionUID = 1;

  private final Class<? super T> type;
  private final CodecSerializer<T> serializer;

  CodecType(Class<? super T> type, CodecSerializer<T> serializer) {
    this.type = type;
    this.serializer = serializer;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked") // the same class, for there is none of ConsumerRecord<K, V>
  public Class<T> getTypeClass() {
    return (Class<T>) type;
  }

  @Override
  public boolean isKeyType() {
    return true;
  }

  @Override
  @SuppressWarnings("deprecation") // there is a newer one, but this is abstract
  public TypeSerializer<T> createSerializer(ExecutionConfig config) {
    return serializer;
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CodecType<?> that && serializer.equals(that.serializer);
  }

  @Override
  public int hashCode() {
    return serializer.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof CodecType<?>;
  }
}
