package dev.tideline.benchmarks.bench.live;

import dev.tideline.benchmarks.bench.work.Contestant;
import dev.tideline.demo.latency.Schedule;
import java.util.List;

/**
 * fraud-velocity over payments that come by a schedule, at one rate or at several.
 *
 * @param name what it is called on the command line
 * @param title what it is called in the report
 * @param schedules the slowest first
 * @param contestants in the order of the first round; the product is among them
 */
public record LiveWork(
    String name, String title, List<Schedule> schedules, List<Contestant> contestants) {

  public LiveWork {
    schedules = List.copyOf(schedules);
    contestants = List.copyOf(contestants);
  }

  /** The same at one of the rates. */
  LiveWork at(Schedule schedule) {
    return new LiveWork(name, title, List.of(schedule), contestants);
  }
}
