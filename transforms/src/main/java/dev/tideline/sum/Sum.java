package dev.tideline.sum;

import org.apache.beam.sdk.transforms.Combine.BinaryCombineFn;

/**
 * Adds summable values, for {@link org.apache.beam.sdk.transforms.Combine#perKey}.
 *
 * @param <T> what is added
 */
public final class Sum<T extends Summable<T>> extends BinaryCombineFn<T> {

  private static final long serialVersionUID = 1;

  private Sum() {}

  /** Adds values of one kind. */
  public static <T extends Summable<T>> Sum<T> of() {
    return new Sum<>();
  }

  @Override
  public T apply(T left, T right) {
    return left.plus(right);
  }
}
