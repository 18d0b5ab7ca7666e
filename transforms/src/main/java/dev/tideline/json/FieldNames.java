package dev.tideline.json;

import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.util.stream.Stream;

/**
 * The names of an object's fields, in the order in which they are mostly written. A name that comes
 * in its turn is recognised as it stands there, without making a string of it.
 *
 * <p>It is why no table of all names that were ever met is kept: records would share it, and one
 * record could fill it for all others.
 */
public final class FieldNames {

  private final SerializableString[] names;

  private FieldNames(SerializableString[] names) {
    this.names = names;
  }

  /** Names, in order. */
  public static FieldNames of(String... names) {
    return new FieldNames(
        Stream.of(names).map(SerializedString::new).toArray(SerializableString[]::new));
  }

  /** The name whose turn it is; turns begin with 0. */
  SerializableString inTurn(int turn) {
    return names[turn];
  }

  /** The turn after one in which the expected name came. */
  int after(int turn) {
    return turn + 1 == names.length ? 0 : turn + 1;
  }

  /** The turn after one in which another name came; a name that is not known takes none. */
  int after(int turn, String came) {
    for (int i = 0; i < names.length; i++) {
      if (names[i].getValue().equals(came)) {
        return after(i);
      }
    }
    return turn;
  }
}
