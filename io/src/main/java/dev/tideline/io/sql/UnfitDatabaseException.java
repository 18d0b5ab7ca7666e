package dev.tideline.io.sql;

import java.io.IOException;

/** A database that can't be used for what is to be written: no patience helps. */
public final class UnfitDatabaseException extends IOException {

  private static final long serialVersionUID = 1;

  /** What is wrong, and what to do. */
  UnfitDatabaseException(String message) {
    super(message);
  }
}
