package dev.tideline.pipelines.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** What is wrong with a command, collected so that all of it is reported at once. */
public final class Mistakes {

  private final List<String> found = new ArrayList<>();

  /** Notes one: a sentence that says what to do. */
  public void add(String mistake) {
    found.add(mistake);
  }

  /** Notes several. */
  public void addAll(List<String> mistakes) {
    found.addAll(mistakes);
  }

  /**
   * Turns an option's text into its value, or notes that it can't be.
   *
   * @param option the option as typed, such as {@code --from}
   * @param form what a good value looks like
   * @return the value, or null where the text is null or wrong
   */
  public <E> E parse(String option, String text, String form, Function<String, E> parser) {
    if (text == null) {
      return null;
    }
    try {
      return parser.apply(text);
    } catch (java.time.DateTimeException | IllegalArgumentException | ArithmeticException wrong) {
      add(option + " wants " + form + ", not '" + text + "'");
      return null;
    }
  }

  /** Reads a number that is not negative; null where it is wrong, which is noted. */
  public Integer number(String option, String text) {
    return parse(option, text, "a number from 0 up", Mistakes::fromZero);
  }

  private static Integer fromZero(String text) {
    int number = Integer.parseInt(text);
    if (number < 0) {
      throw new IllegalArgumentException(text);
    }
    return number;
  }

  /** Calls something that may find a mistake, and returns null if it does. */
  public <E> E collect(Supplier<E> step) {
    try {
      return step.get();
    } catch (UsageException wrong) {
      addAll(wrong.mistakes());
      return null;
    }
  }

  /** Whether nothing is wrong so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /**
   * Ends the command here if it can't be carried out.
   *
   * @throws UsageException if anything is wrong
   */
  public void throwIfAny() {
    if (!none()) {
      throw new UsageException(found);
    }
  }
}
