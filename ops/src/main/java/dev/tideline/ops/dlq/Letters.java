package dev.tideline.ops.dlq;

import dev.tideline.io.deadletters.DeadLetter;
import dev.tideline.io.deadletters.Original;
import java.io.IOException;
import java.util.List;

/** Where dead letters are kept. */
interface Letters {

  /**
   * All of them, one for each record.
   *
   * @throws IOException if they can't be read, or are damaged
   */
  List<DeadLetter> all() throws IOException;

  /**
   * Their records.
   *
   * @return one for each letter
   * @throws IOException if the place where they were found can't be read
   */
  List<Original> originals(List<DeadLetter> letters) throws IOException;
}
