package dev.tideline.sum;

import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;
import org.apache.beam.sdk.util.SerializableSupplier;

/**
 * Adds summable values, for {@link org.apache.beam.sdk.transforms.Combine#perKey}.
 *
 * @param <T> what is added
 */
public final class SumFn<T extends Summable<T>> extends BinaryCombineFn<T> {

  private static final long serialVersionUID = 1;

  private final SerializableSupplier<T> nothing;

  private SumFn(SerializableSupplier<T> nothing) {
    this.nothing = nothing;
  }

  /**
   * Adds values of one kind.
   *
   * @param nothing the sum of none of them: a window may fire though there is nothing in it, as
   *     Flink's do once more when the end of time closes them
   */
  public static <T extends Summable<T>> SumFn<T> from(SerializableSupplier<T> nothing) {
    return new SumFn<>(nothing);
  }

  @Override
  public T identity() {
    return nothing.get();
  }

  @Override
  public T apply(T left, T right) {
    return left.plus(right);
  }
}
