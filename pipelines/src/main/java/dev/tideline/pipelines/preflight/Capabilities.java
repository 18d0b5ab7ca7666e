package dev.tideline.pipelines.preflight;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What one runner was seen to do, by a probe for each capability: {@value #YES}, {@value
 * #MEANINGLESS} where the question has no meaning, or else what happened instead.
 *
 * <p>As text it has a line for each capability, {@code label | bounded | stream}, and comments
 * after {@code #}.
 *
 * @param bounded what happened in runs that end
 * @param stream what happened in runs over a source that does not end
 */
public record Capabilities(Map<Capability, String> bounded, Map<Capability, String> stream) {

  /** It does. */
  public static final String YES = "yes";

  /** There is nothing to do. */
  public static final String MEANINGLESS = "-";

  private static final String RESOURCE = "/capabilities.txt";
  private static final Pattern BAR = Pattern.compile("\\s*\\|\\s*");

  public Capabilities {
    bounded = new EnumMap<>(bounded);
    stream = new EnumMap<>(stream);
  }

  /**
   * Those of the runner on the class path; empty if none came with its table.
   *
   * @throws IllegalStateException if the table is no such table
   */
  public static Optional<Capabilities> ofClassPath() throws IOException {
    try (InputStream in = Capabilities.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        return Optional.empty();
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));
      return Optional.of(parse(lines.lines().toList()));
    }
  }

  /**
   * Reads the text of a table.
   *
   * @throws IllegalStateException if a capability is missing, or a line is no such line
   */
  public static Capabilities parse(List<String> lines) {
    Map<String, String[]> byLabel =
        lines.stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> BAR.split(line.strip()))
            .collect(Collectors.toMap(cells -> cells[0], cells -> cells));
    Map<Capability, String> bounded = new EnumMap<>(Capability.class);
    Map<Capability, String> stream = new EnumMap<>(Capability.class);
    for (Capability each : Capability.values()) {
      String[] cells = byLabel.get(each.label());
      if (cells == null || cells.length != 3) {
        throw new IllegalStateException(
            "the table of capabilities does not say 'LABEL | BOUNDED | STREAM' of '%s': ./scripts/probe --write makes it anew"
                .formatted(each.label()));
      }
      bounded.put(each, cells[1]);
      stream.put(each, cells[2]);
    }
    return new Capabilities(bounded, stream);
  }

  /** The text of this table, without comments. */
  public List<String> lines() {
    int label = width(Capability::label);
    int second = width(bounded::get);
    return List.of(Capability.values()).stream()
        .map(
            each ->
                ("%-" + label + "s | %-" + second + "s | %s")
                    .formatted(each.label(), bounded.get(each), stream.get(each)))
        .toList();
  }

  private static int width(Function<Capability, String> cell) {
    return List.of(Capability.values()).stream()
        .mapToInt(each -> cell.apply(each).length())
        .max()
        .orElseThrow();
  }

  /** What happened when it was tried in this mode. */
  public String seen(Capability capability, boolean streams) {
    return (streams ? stream : bounded).get(capability);
  }
}
