package dev.tideline.io.unbounded;

import dev.tideline.books.Books;
import dev.tideline.books.BooksCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;

/**
 * Enters the end of a source into the books of its run, from which {@link
 * dev.tideline.books.EndOfTime} tells that every window has fired for the last time. Flink and the
 * Direct runner end such a run by themselves; Spark goes on for ever, and somebody has to be told.
 *
 * <p>Input: the elements of an unbounded source, each of whose readers ends with {@link
 * EventBatch#end}. Window: any. Output: a part of the books for each reader, with nothing in it.
 *
 * @param <T> what the source hands over
 */
public final class EndOfStream<T> extends PTransform<PCollection<T>, PCollection<Books>> {

  private static final long serialVersionUID = 1;

  private EndOfStream() {}

  /** Of any source. */
  public static <T> EndOfStream<T> create() {
    return new EndOfStream<>();
  }

  @Override
  public PCollection<Books> expand(PCollection<T> elements) {
    return elements
        .apply("LastOfEachReader", ParDo.of(new LastOnes<T>()))
        .setCoder(BooksCoder.of());
  }

  private static final class LastOnes<T> extends DoFn<T, Books> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void processElement(@Element T element, OutputReceiver<Books> out) {
      if (element instanceof EventBatch<?> batch && batch.isEnd()) {
        out.output(Books.NONE);
      }
    }
  }
}
