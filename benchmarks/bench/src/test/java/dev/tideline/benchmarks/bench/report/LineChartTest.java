package dev.tideline.benchmarks.bench.report;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LineChartTest {

  @Test
  void aTenthIsHalfWayAndZeroIsAtTheBottom() {
    Map<String, NavigableMap<Long, Double>> lines = new LinkedHashMap<>();
    lines.put("native", new TreeMap<>(Map.of(1L, 5.0, 10L, 10.0, 100L, 20.0)));
    lines.put("tideline-flink", new TreeMap<>(Map.of(1L, 10.0, 100L, 20.0)));

    String svg = new LineChart("CPU seconds by stores", lines).svg();

    assertThat(svg, containsString("points=\"60.0,220.0 270.0,160.0 480.0,40.0\""));
    assertThat(svg, containsString("points=\"60.0,160.0 480.0,40.0\""));
    assertThat("names that would be one over the other", svg, containsString("y=\"44.0\">native"));
    assertThat(svg, containsString("y=\"59.0\">tideline-flink 20.0"));
  }
}
