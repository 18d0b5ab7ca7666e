package dev.tideline.benchmarks.bench.report;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;

/**
 * A line for each name, over sizes that are far apart: to the right by their logarithm, upwards
 * from zero. The product's are of another colour.
 *
 * @param title what the figures are
 * @param lines by name: the figure at each size, which is above 0
 */
record LineChart(String title, Map<String, NavigableMap<Long, Double>> lines) {

  private static final int LEFT = 60;
  private static final int WIDTH = 420;
  private static final int NAMES = 180;
  private static final int TOP = 40;
  private static final int HEIGHT = 240;
  private static final int NAME_HEIGHT = 15;

  /** As SVG. */
  String svg() {
    TreeSet<Long> sizes = new TreeSet<>();
    lines.values().forEach(line -> sizes.addAll(line.keySet()));
    double most =
        lines.values().stream()
            .map(NavigableMap::values)
            .flatMap(Collection::stream)
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="13">
            <rect width="100%%" height="100%%" fill="white"/>
            <text x="%d" y="20" font-weight="bold">%s</text>
            <path d="M%d %d V%d H%d" fill="none" stroke="black"/>
            <text x="%d" y="%d" text-anchor="end">%.0f</text>
            <text x="%d" y="%d" text-anchor="end">0</text>
            """,
            LEFT + WIDTH + NAMES,
            TOP + HEIGHT + 30,
            LEFT,
            title,
            LEFT,
            TOP,
            TOP + HEIGHT,
            LEFT + WIDTH,
            LEFT - 6,
            TOP + 5,
            most,
            LEFT - 6,
            TOP + HEIGHT));
    for (long size : sizes) {
      text.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%,d</text>%n",
              x(size, sizes),
              TOP + HEIGHT + 20,
              size));
    }
    lines.forEach((name, line) -> text.append(line(name, line, sizes, most)));
    text.append(names(sizes, most));
    return text.append("</svg>\n").toString();
  }

  private static String line(
      String name, NavigableMap<Long, Double> line, TreeSet<Long> sizes, double most) {
    StringBuilder points = new StringBuilder();
    line.forEach(
        (size, figure) ->
            points.append(
                String.format(Locale.ROOT, "%.1f,%.1f ", x(size, sizes), y(figure, most))));
    return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>\n"
        .formatted(points.toString().strip(), name.startsWith("tideline") ? "#1f6f8b" : "#8a8a8a");
  }

  /** At the ends of the lines, from the top, none over another. */
  private String names(TreeSet<Long> sizes, double most) {
    StringBuilder text = new StringBuilder();
    double free = 0;
    for (Map.Entry<String, NavigableMap<Long, Double>> each :
        lines.entrySet().stream()
            .sorted(Comparator.comparingDouble(LineChart::end).reversed())
            .toList()) {
      double y = Math.max(free, y(end(each), most) + 4);
      free = y + NAME_HEIGHT;
      text.append(
          String.format(
              Locale.ROOT,
              "<text x=\"%.1f\" y=\"%.1f\">%s %.1f</text>%n",
              x(each.getValue().lastKey(), sizes) + 6,
              y,
              each.getKey(),
              end(each)));
    }
    return text.toString();
  }

  private static double end(Map.Entry<String, NavigableMap<Long, Double>> line) {
    return line.getValue().get(line.getValue().lastKey());
  }

  private static double x(long size, TreeSet<Long> sizes) {
    double least = Math.log((double) sizes.first());
    double whole = Math.log((double) sizes.last()) - least;
    return whole == 0 ? LEFT : LEFT + WIDTH * (Math.log((double) size) - least) / whole;
  }

  private static double y(double figure, double most) {
    return TOP + HEIGHT * (1 - figure / most);
  }
}
