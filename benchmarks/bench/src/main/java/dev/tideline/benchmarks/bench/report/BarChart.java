package dev.tideline.benchmarks.bench.report;

import dev.tideline.benchmarks.bench.measure.Spread;
import java.util.Locale;
import java.util.Map;

/**
 * Horizontal bars from zero, the product's in another colour, with a line from the least to the
 * greatest figure.
 *
 * @param title what the figures are
 * @param bars by name, from the top
 */
record BarChart(String title, Map<String, Spread> bars) {

  private static final int LEFT = 170;
  private static final int WIDTH = 460;
  private static final int ROW = 26;
  private static final int TOP = 34;

  /** As SVG. */
  String svg() {
    double most = bars.values().stream().mapToDouble(Spread::most).max().orElse(1);
    StringBuilder text = new StringBuilder();
    int height = TOP + bars.size() * ROW + 8;
    text.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="20" font-weight="bold">%s</text>
            """,
            LEFT + WIDTH + 80,
            height,
            LEFT,
            title));
    int y = TOP;
    for (Map.Entry<String, Spread> bar : bars.entrySet()) {
      text.append(row(bar.getKey(), bar.getValue(), WIDTH / most, y));
      y += ROW;
    }
    return text.append("</svg>\n").toString();
  }

  private static String row(String name, Spread figure, double scale, int y) {
    return String.format(
        Locale.ROOT,
        """
        <text x="%d" y="%d" text-anchor="end">%s</text>
        <rect x="%d" y="%d" width="%.1f" height="18" fill="%s"/>
        <line x1="%.1f" x2="%.1f" y1="%d" y2="%d" stroke="black"/>
        <text x="%.1f" y="%d">%.1f</text>
        """,
        LEFT - 8,
        y + 14,
        name,
        LEFT,
        y,
        figure.median() * scale,
        name.startsWith("tideline") ? "#1f6f8b" : "#b8b8b8",
        LEFT + figure.least() * scale,
        LEFT + figure.most() * scale,
        y + 9,
        y + 9,
        LEFT + figure.most() * scale + 6,
        y + 14,
        figure.median());
  }
}
