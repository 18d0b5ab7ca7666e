package dev.tideline.sql;

import java.sql.SQLException;
import java.util.List;

/** Tells what will pass by itself from what won't. */
final class Failures {

  /**
   * SQLStates, or how they begin: no connection, shutting or starting up, deadlock or conflict of
   * transactions, too many connections, a lock not given, and two that create the same table.
   */
  private static final List<String> PASSING =
      List.of("08", "57P0", "40", "53300", "55P03", "42P07", "23505");

  /** SQLite's BUSY and LOCKED; it has no SQLStates. */
  private static final List<Integer> PASSING_IN_SQLITE = List.of(5, 6);

  private Failures() {}

  /** Whether the same may succeed later. */
  static boolean mayPass(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        ? PASSING_IN_SQLITE.contains(failure.getErrorCode() & 0xff)
        : PASSING.stream().anyMatch(state::startsWith);
  }

  /** The database's words, with its code. */
  static String describe(SQLException failure) {
    String code =
        failure.getSQLState() == null
            ? "code " + failure.getErrorCode()
            : "SQLState " + failure.getSQLState();
    return failure.getMessage() + " (" + code + ")";
  }
}
