package dev.tideline.datasets.output;

import dev.tideline.datasets.journey.SentEvent;
import dev.tideline.event.EventView;
import dev.tideline.io.archive.write.RecordWriter;
import java.io.Closeable;
import java.io.IOException;

/**
 * One partition of a topic, as files: a file for each day of ingest.
 *
 * @param <E> its events
 * @param <W> what writes a file
 */
public final class TopicFiles<E extends EventView, W extends RecordWriter<?>> implements Closeable {

  /** How a record is written in one format. */
  @FunctionalInterface
  interface Form<E extends EventView, W> {
    /** Appends a record, and says whether it could: a columnar file can't hold a broken text. */
    boolean write(SentEvent<E> sent, W file) throws IOException;
  }

  private final DayFiles<W> files;
  private final Form<E, W> form;

  TopicFiles(DayFiles<W> files, Form<E, W> form) {
    this.files = files;
    this.form = form;
  }

  /** Appends a record, no earlier in ingest than the one before, and says whether it could. */
  public boolean write(SentEvent<E> sent) throws IOException {
    return form.write(sent, files.of(sent.event().ingestTime()));
  }

  /** Finishes the last file. */
  public void complete() throws IOException {
    files.complete();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
