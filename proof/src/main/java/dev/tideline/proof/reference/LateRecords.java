package dev.tideline.proof.reference;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tideline.io.answer.StoredAnswer;
import dev.tideline.io.sql.Database;
import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import dev.tideline.proof.world.WorldRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The records that came too late. */
public final class LateRecords {

  private static final ObjectMapper JSON = new ObjectMapper();

  private LateRecords() {}

  /** The records of a world that did not come too late, as the model sees it. */
  public static List<WorldRecord> without(World world, Question question) {
    Set<WorldRecord> late = FateModel.judge(question, world, false).tooLate();
    return world.records().stream().filter(sent -> !late.contains(sent)).toList();
  }

  /** The records that a stream kept because they came too late, in a partition of their own. */
  public static List<WorldRecord> keptBy(Path output, Question question) throws IOException {
    StoredAnswer stored =
        new StoredAnswer(Database.inFile(output.resolve("tideline.db")), question.pipeline());
    List<WorldRecord> kept = new ArrayList<>();
    for (String line : stored.tooLate()) {
      String event = JSON.readTree(line).required("event").textValue();
      byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
      kept.add(WorldRecord.of(question.topic(), 0, bytes));
    }
    return kept;
  }
}
