package dev.tideline.pipelines.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.Note;
import dev.tideline.io.answer.AnswerJson;
import dev.tideline.io.files.AnswerFolder;
import dev.tideline.json.JsonText;
import dev.tideline.json.Timestamps;
import dev.tideline.records.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a report says of a bounded run that its answer does not tell: kept beside the answer, so
 * that it can be reported, and published, when the process that began the run has gone.
 *
 * @param begun when the run began, ms since the epoch
 * @param pipeline which one runs
 * @param mode how it reads
 * @param runner on what
 * @param expected how many records the source holds by its own account, if it gives one
 * @param holds the stretches of the source that are to be read
 * @param notes of how the input is read, and of what in it is not
 */
public record RunFacts(
    long begun,
    String pipeline,
    String mode,
    String runner,
    OptionalLong expected,
    List<SourceRange> holds,
    List<Note> notes) {

  /** The same with one more note. */
  public RunFacts noting(Note note) {
    List<Note> more = new ArrayList<>(notes);
    more.add(note);
    return new RunFacts(begun, pipeline, mode, runner, expected, holds, more);
  }

  /** Keeps them beside an answer. */
  void writeTo(Path stage) throws IOException {
    Files.writeString(stage.resolve(AnswerFolder.RUN_FILE), toJson() + "\n");
  }

  /**
   * Reads those beside an answer.
   *
   * @return empty if there are none
   * @throws IOException naming the file, if it is not what was written
   */
  static Optional<RunFacts> readFrom(Path stage) throws IOException {
    Path file = stage.resolve(AnswerFolder.RUN_FILE);
    try {
      return Optional.of(of(AnswerJson.parse(Files.readString(file))));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (JacksonException | IllegalArgumentException | DateTimeException damaged) {
      throw new IOException(file + " is not what a run wrote", damaged);
    }
  }

  private String toJson() {
    return JsonText.object(
        json -> {
          json.time("begun", begun);
          json.text("pipeline", pipeline);
          json.text("mode", mode);
          json.text("runner", runner);
          expected.ifPresent(records -> json.number("expected", records));
          json.objects(
              "holds",
              holds,
              range -> {
                json.text("source", range.source());
                json.number("partition", range.partition());
                json.number("from", range.from());
                json.number("to", range.to());
              });
          json.objects(
              "notes",
              notes,
              note -> {
                json.text("text", note.text());
                json.texts("names", note.names());
              });
        });
  }

  private static RunFacts of(JsonNode json) {
    List<SourceRange> holds = new ArrayList<>();
    for (JsonNode range : json.required("holds")) {
      holds.add(
          new SourceRange(
              range.required("source").asText(),
              range.required("partition").asInt(),
              range.required("from").asLong(),
              range.required("to").asLong()));
    }
    List<Note> notes = new ArrayList<>();
    for (JsonNode note : json.required("notes")) {
      List<String> names = new ArrayList<>();
      note.required("names").forEach(name -> names.add(name.asText()));
      notes.add(new Note(note.required("text").asText(), names));
    }
    return new RunFacts(
        Timestamps.parse(json.required("begun").asText()),
        json.required("pipeline").asText(),
        json.required("mode").asText(),
        json.required("runner").asText(),
        json.has("expected")
            ? OptionalLong.of(json.get("expected").asLong())
            : OptionalLong.empty(),
        holds,
        notes);
  }
}
