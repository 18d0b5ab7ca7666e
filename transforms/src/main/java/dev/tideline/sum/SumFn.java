package dev.tideline.sum;

import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.CoderRegistry;
import org.apache.beam.sdk.transforms.Combine;
import org.apache.beam.sdk.util.SerializableSupplier;

/**
 * Adds summable values, for {@link Combine#perKey}.
 *
 * <p>What it has added so far is a value like the others, and as immutable. A {@link
 * Combine.BinaryCombineFn} would keep it in a holder that it changes, and with {@code --fasterCopy}
 * a checkpoint may be writing what Flink's state has handed out: it would hold what came after it,
 * which a run that goes on from it reads once more.
 *
 * @param <T> what is added
 */
public final class SumFn<T extends Summable<T>> extends Combine.CombineFn<T, T, T> {

  private static final long serialVersionUID = 2;

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
  public T createAccumulator() {
    return nothing.get();
  }

  @Override
  public T addInput(T sum, T value) {
    return sum.plus(value);
  }

  @Override
  public T mergeAccumulators(Iterable<T> sums) {
    T all = nothing.get();
    for (T sum : sums) {
      all = all.plus(sum);
    }
    return all;
  }

  @Override
  public T extractOutput(T sum) {
    return sum;
  }

  @Override
  public Coder<T> getAccumulatorCoder(CoderRegistry registry, Coder<T> coder) {
    return coder;
  }

  @Override
  public Coder<T> getDefaultOutputCoder(CoderRegistry registry, Coder<T> coder) {
    return coder;
  }
}
