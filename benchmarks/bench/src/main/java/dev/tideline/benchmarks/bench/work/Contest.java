package dev.tideline.benchmarks.bench.work;

import dev.tideline.benchmarks.bench.measure.MeasuredProcess;
import dev.tideline.benchmarks.bench.measure.Series;
import dev.tideline.benchmarks.bench.measure.Usage;
import dev.tideline.io.files.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All contestants over one data set, in turn, several rounds of them. */
final class Contest implements AutoCloseable {

  private final Work work;
  private final DataSet data;
  private final DataSets dataSets;
  private final Installation installation;
  private final Path folder;
  private final Topics topics;
  private final Map<Contestant, List<Usage>> runs = new LinkedHashMap<>();
  private final Map<Contestant, String> faults = new LinkedHashMap<>();
  private String digest;

  private Contest(
      Work work,
      DataSet data,
      DataSets dataSets,
      Installation installation,
      Path folder,
      Topics topics) {
    this.work = work;
    this.data = data;
    this.dataSets = dataSets;
    this.installation = installation;
    this.folder = folder;
    this.topics = topics;
  }

  /**
   * Makes ready: the data set is there, and in topics if it is meant for them.
   *
   * @param folder for what the contestants print, and for the broker
   */
  static Contest of(
      Work work, DataSet data, DataSets dataSets, Installation installation, Path folder)
      throws IOException, InterruptedException {
    Folders.delete(folder);
    Files.createDirectories(folder);
    Topics topics = data.json() ? Topics.of(data, dataSets, folder.resolve("broker")) : null;
    return new Contest(work, data, dataSets, installation, folder, topics);
  }

  /** Has each of them answer so many times. Who failed, or answered otherwise, is out. */
  Result run(int rounds) throws IOException, InterruptedException {
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < work.contestants().size(); turn++) {
        // Another begins each round, so that none always has the same neighbour.
        Contestant contestant = work.contestants().get((turn + round) % work.contestants().size());
        if (!faults.containsKey(contestant)) {
          ask(contestant, round);
        }
      }
    }
    Map<String, Series> series = new LinkedHashMap<>();
    for (Contestant each : work.contestants()) {
      series.put(each.name(), new Series(runs.getOrDefault(each, List.of()), faults.get(each)));
    }
    return new Result(
        LocalDate.now(ZoneOffset.UTC).toString(),
        data,
        dataSets.records(data, work.question()),
        digest,
        series);
  }

  private void ask(Contestant contestant, int round) throws IOException, InterruptedException {
    String name = contestant.name() + "-" + (round + 1);
    Path output = Files.createDirectory(folder.resolve(name));
    Asked asked =
        Asked.of(
            work.question(),
            dataSets.folder(data),
            topics == null ? null : topics.bootstrapServers(),
            work.conditions().times(),
            output);
    if (topics != null) {
      topics.makeReady(asked);
    }
    Usage usage =
        MeasuredProcess.run(
            work.conditions().started(contestant.command(installation, asked)),
            installation.environment(),
            folder.resolve(name));
    boolean warm = asked.times() > 1;
    int answered = warm ? usage.laps().size() : 1;
    if (warm && answered > 0) {
      usage = usage.ofLastLap();
    }
    String told =
        String.format(
            Locale.ROOT,
            "%-28s %7.1f s  %7.1f CPU s  %6.0f MiB",
            name,
            usage.wall(),
            usage.cpu(),
            usage.memory());
    if (usage.status() != 0) {
      faults.put(contestant, "ended with status " + usage.status());
    } else if (answered < asked.times()) {
      faults.put(contestant, "told of %d of %d times".formatted(answered, asked.times()));
    } else {
      try {
        judge(contestant, answer(contestant, asked, folder.resolve(name + ".out")), usage);
      } catch (IOException none) { // the others have answers all the same
        faults.put(contestant, "has no answer: " + none);
      }
    }
    System.err.println(
        told + (faults.containsKey(contestant) ? "  " + faults.get(contestant) : ""));
    Folders.delete(output);
  }

  private String answer(Contestant contestant, Asked asked, Path printed) throws IOException {
    return work.question() == Question.VELOCITY
        ? topics.digest(asked)
        : contestant.answer(asked, printed);
  }

  /** Right is what the product answers, which comes first in the first round. */
  private void judge(Contestant contestant, String answer, Usage usage) {
    if (digest == null && contestant instanceof Contestant.Product) {
      digest = answer;
    }
    if (answer.equals(digest)) {
      runs.computeIfAbsent(contestant, unused -> new ArrayList<>()).add(usage);
    } else {
      faults.put(contestant, "answers " + answer + ", and the product " + digest);
    }
  }

  @Override
  public void close() throws IOException {
    if (topics != null) {
      topics.close();
      Folders.delete(folder.resolve("broker"));
    }
  }
}
