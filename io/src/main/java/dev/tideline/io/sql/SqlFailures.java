package dev.tideline.io.sql;

import java.sql.SQLException;
import java.util.List;

/** Tells transient failures from lasting ones. */
final class SqlFailures {

  /** The SQLState of a transaction that another was in the way of. */
  static final String SERIALIZATION = "40001";

  /**
   * SQLStates, or how they begin: no connection, shutting or starting up, deadlock or conflict of
   * transactions, too many connections, a lock not given.
   */
  private static final List<String> PASSING = List.of("08", "57P0", "40", "53300", "55P03");

  /** SQLite's BUSY and LOCKED; it has no SQLStates. */
  private static final List<Integer> PASSING_IN_SQLITE = List.of(5, 6);

  private SqlFailures() {}

  /** Whether the same may succeed later. */
  static boolean mayPass(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        ? PASSING_IN_SQLITE.contains(failure.getErrorCode() & 0xff)
        : PASSING.stream().anyMatch(state::startsWith);
  }

  /** The database's words, with its code; of a batch, those about the statement that failed. */
  static String describe(SQLException failure) {
    SQLException reason = failure.getNextException() == null ? failure : failure.getNextException();
    String code =
        reason.getSQLState() == null
            ? "code " + reason.getErrorCode()
            : "SQLState " + reason.getSQLState();
    return reason.getMessage() + " (" + code + ")";
  }
}
