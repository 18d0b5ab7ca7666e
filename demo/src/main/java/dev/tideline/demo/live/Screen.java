package dev.tideline.demo.live;

import java.io.IOException;
import java.io.PrintStream;

/** Where the view is shown: in place on a terminal, as lines now and then elsewhere. */
final class Screen {

  private static final String HOME = "\u001b[H";
  private static final String REST_OF_LINE = "\u001b[K";
  private static final String REST_OF_SCREEN = "\u001b[J";
  private static final String CLEAR = "\u001b[2J";

  /** How many views pass for one that is printed as a line. */
  private static final int LINE_EVERY = 5;

  private final View view;
  private final boolean inPlace;
  private final PrintStream out;
  private final long start = System.nanoTime();
  private int shown;

  Screen(View view, boolean inPlace, PrintStream out) {
    this.view = view;
    this.inPlace = inPlace;
    this.out = out;
  }

  /** Shows how it is now. */
  void show() throws IOException {
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    if (inPlace) {
      String page = view.page(seconds).replace("\n", REST_OF_LINE + "\n");
      out.print((shown == 0 ? CLEAR : "") + HOME + page + REST_OF_SCREEN);
      out.flush();
    } else if (shown % LINE_EVERY == 0) {
      out.println(seconds + " s: " + view.headline());
    }
    shown++;
  }

  /** Shows all of it a last time. */
  void last() throws IOException {
    if (inPlace) {
      show();
    } else {
      out.println(view.page((System.nanoTime() - start) / 1_000_000_000));
    }
  }
}
