package dev.tideline.proof;

import dev.tideline.io.files.Folders;
import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.CellResult;
import dev.tideline.proof.cell.Workers;
import dev.tideline.proof.reference.Expected;
import dev.tideline.proof.reference.LateRecords;
import dev.tideline.proof.reference.Parts;
import dev.tideline.proof.reference.SqlReference;
import dev.tideline.proof.world.DataSet;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.Stage;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks one question of one world in every cell. */
public final class Proof {

  /** A moment by which everything has come. */
  private static final String LATER = "2099-12-31T00:00:00Z";

  /** How many runs at once: each waits a lot for the start of its engine. */
  private static final int AT_ONCE = 2;

  private final Workers workers;
  private final Path folder;
  private final List<Cell> cells;
  private final Watcher watcher;
  private int runs;

  /** Is told of each cell when it has answered. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * A cell has answered.
     *
     * @param agrees whether its result is that of the model
     */
    void answered(Question question, String cell, CellResult result, boolean agrees);
  }

  /**
   * Makes ready.
   *
   * @param folder for worlds and answers
   */
  public Proof(Workers workers, Path folder, List<Cell> cells, Watcher watcher) {
    this.workers = workers;
    this.folder = folder;
    this.cells = cells;
    this.watcher = watcher;
  }

  /** Asks it. */
  public Round round(World world, Question question) throws IOException, InterruptedException {
    Path home = folder.resolve("run-" + runs++);
    Path lines = world.write(home.resolve("world"));
    Expected model = Expected.of(question, world, false);
    Expected inTopic = Expected.of(question, world.ingested(), false);
    Map<Cell, CellResult> results = inAllCells(world, question, lines, model, inTopic);
    List<Cell> streams =
        cells.stream()
            .filter(cell -> cell.mode() == Cell.Mode.STREAM && results.get(cell).status() == 0)
            .toList();
    Expected sql = SqlReference.of(question, world, home.resolve("sql"));
    if (streams.isEmpty()) {
      return new Round(world, question, model, inTopic, sql, results, null, null, null);
    }
    Cell stream = byTurns(streams, world, question);
    Expected laterExpected = Expected.of(question, world, true);
    List<CellResult> both =
        atOnce(
            List.of(
                () -> later(world, question, output(stream, home), home),
                () -> again(world, question, stream, home)));
    CellResult later = both.get(0);
    CellResult again = both.get(1);
    report(question, "later " + stream, later, laterExpected);
    report(question, "again " + stream, again, model);
    return new Round(world, question, model, inTopic, sql, results, again, later, laterExpected);
  }

  /** The results of the cells, in their order. A runner is asked one thing after the other. */
  private Map<Cell, CellResult> inAllCells(
      World world, Question question, Path lines, Expected model, Expected inTopic)
      throws IOException, InterruptedException {
    Map<Cell, CellResult> answers = new ConcurrentHashMap<>();
    List<Callable<Void>> runners = new ArrayList<>();
    for (String runner : cells.stream().map(Cell::runner).distinct().toList()) {
      runners.add(
          () -> {
            for (Cell cell : cells) {
              if (cell.runner().equals(runner)) {
                answers.put(cell, ask(cell, world, question, lines));
                report(
                    question,
                    cell.toString(),
                    answers.get(cell),
                    cell.mode().ofTopic() ? inTopic : model);
              }
            }
            return null;
          });
    }
    atOnce(runners);
    Map<Cell, CellResult> results = new LinkedHashMap<>();
    cells.forEach(cell -> results.put(cell, answers.get(cell)));
    return results;
  }

  private CellResult ask(Cell cell, World world, Question question, Path lines)
      throws IOException, InterruptedException {
    if (cell.mode().ofTopic()) {
      return workers.run(
          cell,
          question,
          world.ingested().of(question.topic()),
          lines.resolve(DataSet.STORES),
          output(cell, lines.getParent()),
          world.stage());
    }
    boolean played = cell.mode() == Cell.Mode.STREAM; // which only lines can be
    Path input = played || world.archive() == null ? lines : world.archive();
    Path output = output(cell, lines.getParent());
    return workers.run(cell, question, input, output, world.stage());
  }

  private synchronized void report(
      Question question, String who, CellResult result, Expected expected) {
    watcher.answered(question, who, result, result.verdict().equals(expected.verdict()));
  }

  /** Carries out all, and gives what came of them in their order. */
  private static <T> List<T> atOnce(List<Callable<T>> tasks)
      throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(tasks)) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof IOException known) {
        throw known;
      }
      throw new IllegalStateException(failure.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** Three questions of a world fall to three runners, and one question of three worlds too. */
  private static Cell byTurns(List<Cell> streams, World world, Question question) {
    int turn = world.name().hashCode() + Question.all().indexOf(question);
    return streams.get(Math.floorMod(turn, streams.size()));
  }

  private static Path output(Cell cell, Path home) {
    return home.resolve(cell.toString().replace(' ', '-'));
  }

  /**
   * A stream that begins anew, without state, and sees a part only of what there was, in the same
   * order, changes nothing of what is there: what it writes is older.
   */
  private CellResult again(World world, Question question, Cell stream, Path home)
      throws IOException, InterruptedException {
    Stage stage = world.stage().inOrderOfIngest();
    Path output = home.resolve("twice");
    Path whole = home.resolve("world");
    CellResult once = workers.run(stream, question, whole, output, stage);
    if (once.status() != 0) {
      return once;
    }
    Path part = world.with(Parts.half(world)).write(home.resolve("part"));
    return workers.run(stream, question, part, output, stage);
  }

  /**
   * What a stream refused because it was too late, and what it did not, is together all there was:
   * both are counted as of a later moment.
   */
  private CellResult later(World world, Question question, Path stream, Path home)
      throws IOException, InterruptedException {
    List<WorldRecord> records = new ArrayList<>(LateRecords.without(world, question));
    records.addAll(LateRecords.keptBy(stream, question));
    Path input = world.with(records).write(home.resolve("later-world"));
    return workers.run(
        new Cell(cells.get(0).runner(), Cell.Mode.BOUNDED),
        question,
        input,
        home.resolve("later"),
        world.stage(),
        "--as-of",
        LATER);
  }

  /**
   * The smallest world found in which the result of a cell is not that of the model, as a test;
   * empty if it is when the cell is asked again of the records as JSON lines.
   *
   * @param tries how often to try at most
   */
  public Optional<Counterexample> counterexample(Round round, Cell cell, int tries)
      throws IOException, InterruptedException {
    Question question = round.question();
    World own = round.world().with(round.world().of(question.topic()));
    if (!fails(own, question, cell)) {
      return Optional.empty();
    }
    World smallest = Shrink.smallest(own, world -> fails(world, question, cell), tries);
    return Optional.of(
        new Counterexample(
            smallest, question, cell, Workers.portableOptions(cell, smallest.stage())));
  }

  private boolean fails(World world, Question question, Cell cell)
      throws IOException, InterruptedException {
    Path home = folder.resolve("run-" + runs++);
    CellResult result =
        workers.run(
            cell,
            question,
            world.write(home.resolve("world")),
            home.resolve("answer"),
            world.stage());
    Folders.delete(home);
    return !result.verdict().equals(Expected.of(question, world, false).verdict());
  }

  /** Deletes what the rounds so far have left on disk. */
  public void tidy() throws IOException {
    for (int run = 0; run < runs; run++) {
      Folders.delete(folder.resolve("run-" + run));
    }
  }
}
