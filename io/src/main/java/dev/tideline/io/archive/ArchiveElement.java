package dev.tideline.io.archive;

import dev.tideline.io.parquet.RowGroup;
import dev.tideline.records.Reject;

/**
 * What the archive hands over: a row group that is still to be read, column by column, or one row
 * that was read on the way.
 *
 * @param <E> the event
 */
public sealed interface ArchiveElement<E> {

  /** A row group, not read yet. */
  record Unread<E>(RowGroup rowGroup) implements ArchiveElement<E> {}

  /** A row that is an event. */
  record Event<E>(E event) implements ArchiveElement<E> {}

  /** A row that is none. */
  record Broken<E>(Reject reject) implements ArchiveElement<E> {}
}
