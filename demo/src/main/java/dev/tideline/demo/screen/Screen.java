package dev.tideline.demo.screen;

import java.io.PrintStream;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where the view is shown: in place on a terminal, as a line now and then elsewhere. */
public final class Screen {

  /** No line is longer. */
  public static final int WIDTH = 100;

  private static final int ALL = 60; // lines, where there is no end of them
  private static final int USUAL_LINES = 24;
  private static final int USUAL_COLUMNS = 80;

  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";
  private static final String CLEAR = "\u001b[2J";

  private static final String PLAIN = "\u001b[0m";
  private static final String BOLD = "\u001b[1m";
  private static final String RED = "\u001b[31m";
  private static final String GREEN = "\u001b[32m";
  private static final String YELLOW = "\u001b[33m";

  private static final Pattern SIZE = Pattern.compile("(\\d{1,5}) (\\d{1,5})");

  private static final Pattern WORDS =
      Pattern.compile(
          "(?m)(^(?:Tideline|What became of the records|[a-z]+(?:-[a-z]+)+:|Try next:))"
              + "|(\\b(?:balanced|running|equal|OK)\\b)"
              + "|(\\b(?:behind [0-9,]+|starting)\\b)"
              + "|(\\b(?:UNBALANCED|DIFFERENT|SILENT|DEGRADED)\\b)");

  /** How many views pass for one that is printed as a line. */
  private static final int LINE_EVERY = 5;

  /** What a page is made of. */
  @FunctionalInterface
  public interface Page {
    /** The page for so many lines and columns. */
    String of(long seconds, int lines, int columns);
  }

  /** A line that says as much as one can. */
  @FunctionalInterface
  public interface Line {
    /** The line. */
    String text();
  }

  private final PrintStream out;
  private final boolean terminal;
  private final boolean colours;
  private final int lines;
  private final int columns;
  private final long start = System.nanoTime();
  private int shown;

  private Screen(PrintStream out, boolean terminal, boolean colours, int lines, int columns) {
    this.out = out;
    this.terminal = terminal;
    this.colours = colours;
    this.lines = lines;
    this.columns = Math.min(columns, WIDTH);
  }

  /**
   * Where the demo is shown.
   *
   * @param size lines and columns of the terminal as {@code stty size} tells them; null if it is
   *     none
   */
  public static Screen of(PrintStream out, String size) {
    if (size == null) {
      return plain(out);
    }
    String noColour = System.getenv("NO_COLOR"); // https://no-color.org
    Matcher told = SIZE.matcher(size);
    boolean known = told.matches();
    return terminal(
        out,
        noColour == null || noColour.isEmpty(),
        known ? Integer.parseInt(told.group(1)) : 0,
        known ? Integer.parseInt(told.group(2)) : 0);
  }

  /** A file or a pipe. */
  static Screen plain(PrintStream out) {
    return new Screen(out, false, false, ALL, WIDTH);
  }

  /**
   * A terminal.
   *
   * @param lines how many it shows; 0 if it does not tell
   * @param columns how long they may be; 0 if it does not tell
   */
  static Screen terminal(PrintStream out, boolean colours, int lines, int columns) {
    return new Screen(
        out,
        true,
        colours,
        lines == 0 ? USUAL_LINES : lines,
        columns == 0 ? USUAL_COLUMNS : columns);
  }

  /** Shows how it is now. */
  public void show(Page page, Line line) {
    if (terminal) {
      inPlace(page);
    } else if (shown % LINE_EVERY == 0) {
      out.println(seconds() + " s: " + line.text());
    }
    shown++;
  }

  /** Shows all of it a last time. */
  public void last(Page page) {
    if (terminal) {
      inPlace(page);
    } else {
      out.println();
      out.print(page.of(seconds(), lines, columns));
    }
  }

  /** Says something below what is shown. */
  public void say(String text) {
    out.println(painted(text));
    out.flush();
  }

  private void inPlace(Page page) {
    // The last line stays free: ending it would move all others up.
    String text =
        page.of(seconds(), lines - 1, columns)
            .lines()
            .limit(lines - 1L)
            .map(line -> line.length() > columns ? line.substring(0, columns) : line)
            .collect(Collectors.joining("\n"));
    out.print(
        (shown == 0 ? CLEAR : "")
            + HOME
            + painted(text).replace("\n", REST_OF_LINE + "\n")
            + REST_OF_LINE
            + "\n"
            + REST_OF_SCREEN);
    out.flush();
  }

  private long seconds() {
    return (System.nanoTime() - start) / 1_000_000_000;
  }

  private String painted(String text) {
    return colours
        ? WORDS.matcher(text).replaceAll(word -> colourOf(word) + word.group() + PLAIN)
        : text;
  }

  private static String colourOf(MatchResult word) {
    if (word.group(1) != null) {
      return BOLD;
    }
    return word.group(2) != null ? GREEN : word.group(3) != null ? YELLOW : RED;
  }
}
