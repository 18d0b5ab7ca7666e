package dev.tideline.pipelines.output;

import dev.tideline.pipelines.cli.UsageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;

/** Why an answer can't be written to a place, in words. */
final class Refusal {

  private Refusal() {}

  /** What says it. */
  static UsageException of(Path place, String why) {
    return new UsageException(List.of("--output " + place + " can't take the answer: " + why));
  }

  /** The same of what came of trying. */
  static UsageException of(Path place, IOException failure) {
    if (failure instanceof AccessDeniedException forbidden) {
      String why = forbidden.getReason() == null ? "" : " (" + forbidden.getReason() + ")";
      return of(place, "there is no permission to write at " + forbidden.getFile() + why);
    }
    return failure instanceof FileAlreadyExistsException file
        ? of(place, file.getFile() + " is a file, not a directory")
        : of(place, "it can't be written: " + failure.getMessage());
  }
}
