package dev.tideline.benchmarks.bench.work;

import java.util.List;

/**
 * A question, over one data set or over several that differ in size, and who answers it.
 *
 * @param name what it is called on the command line
 * @param title what it is called in the report
 * @param question the question
 * @param data the data sets, the smallest first
 * @param contestants in the order of the first round; the product is among them
 * @param conditions under which
 */
public record Work(
    String name,
    String title,
    Question question,
    List<DataSet> data,
    List<Contestant> contestants,
    Conditions conditions) {

  public Work {
    data = List.copyOf(data);
    contestants = List.copyOf(contestants);
  }

  /** In cold processes on all cores. */
  public Work(
      String name,
      String title,
      Question question,
      List<DataSet> data,
      List<Contestant> contestants) {
    this(name, title, question, data, contestants, Conditions.COLD);
  }
}
