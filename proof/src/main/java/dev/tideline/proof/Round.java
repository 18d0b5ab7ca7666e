package dev.tideline.proof;

import dev.tideline.proof.cell.Cell;
import dev.tideline.proof.cell.CellResult;
import dev.tideline.proof.reference.Expected;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The results of all cells for one world and one question, beside those of the references.
 *
 * @param inTopic the result of the model for the records that say when they were ingested, which
 *     are those that a topic holds
 * @param cells in the order in which they ran
 * @param sql the result of DuckDB
 * @param again the result of a stream when a part of the world had come a second time; null if none
 *     was asked
 * @param later what came of the later look: the events that were not too late, and those that a
 *     stream kept because they were, counted as of a later moment; null if it was not taken
 * @param laterExpected the result of the model for the whole world as of then
 */
public record Round(
    World world,
    Question question,
    Expected model,
    Expected inTopic,
    Expected sql,
    Map<Cell, CellResult> cells,
    CellResult again,
    CellResult later,
    Expected laterExpected) {

  /** A copy in the same order. */
  public Round {
    cells = new LinkedHashMap<>(cells);
  }

  /** Whether all agree. */
  public boolean proven() {
    return sql.verdict().equals(model.verdict())
        && cells.keySet().stream().allMatch(this::agrees)
        && againAgrees()
        && laterAgrees();
  }

  /** Whether the result of a cell is that of the model. */
  public boolean agrees(Cell cell) {
    return cells.get(cell).verdict().equals(expected(cell).verdict());
  }

  private Expected expected(Cell cell) {
    return cell.mode().ofTopic() ? inTopic : model;
  }

  /** Whether the answer was as before when a part had come again, or none did. */
  public boolean againAgrees() {
    return again == null || again.verdict().equals(model.verdict());
  }

  /** Whether the later look agrees, or was not taken. */
  public boolean laterAgrees() {
    return later == null || later.verdict().equals(laterExpected.verdict());
  }

  /** What differs from the model, a line each; empty if nothing does. */
  public List<String> differences() {
    List<String> lines = new ArrayList<>();
    describe("duckdb", model.verdict(), sql.verdict(), lines);
    cells.forEach(
        (cell, result) ->
            describe(cell.toString(), expected(cell).verdict(), result.verdict(), lines));
    if (again != null) {
      describe("part again", model.verdict(), again.verdict(), lines);
    }
    if (later != null) {
      describe("later look", laterExpected.verdict(), later.verdict(), lines);
    }
    return lines;
  }

  /** Of each cell that failed, the end of its log, so that one need not look for it. */
  public String failures() {
    Map<String, CellResult> all = new LinkedHashMap<>();
    cells.forEach((cell, result) -> all.put(cell.toString(), result));
    all.put("part again", again);
    all.put("later look", later);
    StringBuilder text = new StringBuilder(world.name() + ", " + question.pipeline());
    all.forEach(
        (who, result) -> {
          if (result != null && result.status() != 0) {
            text.append("\n%s failed with status %d:".formatted(who, result.status()));
            result.lastWords().forEach(line -> text.append("\n    ").append(line));
          }
        });
    return text.toString();
  }

  private void describe(
      String who, List<String> expected, List<String> actual, List<String> lines) {
    String where = "%s, %s, %s: ".formatted(world.name(), question.pipeline(), who);
    actual.stream()
        .filter(line -> !expected.contains(line))
        .forEach(line -> lines.add(where + line));
    expected.stream()
        .filter(line -> !actual.contains(line))
        .forEach(line -> lines.add(where + "missing: " + line));
  }

  /** The cells that don't agree. */
  public List<Cell> different() {
    return cells.keySet().stream().filter(cell -> !agrees(cell)).toList();
  }
}
