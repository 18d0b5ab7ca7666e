package dev.tideline.io.events;

import dev.tideline.io.files.InputException;
import dev.tideline.io.files.InputFiles;
import dev.tideline.io.files.SourceFile;
import dev.tideline.io.lines.FileChunk;
import dev.tideline.io.lines.Lines;
import dev.tideline.records.BrokenRecord;
import dev.tideline.records.RawRecord;
import dev.tideline.records.RecordLocation;
import dev.tideline.store.Store;
import dev.tideline.store.StoreJson;
import dev.tideline.store.Stores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The file of stores: a JSON object a line, small enough to be read at once. */
public final class StoresFile {

  /** How far above the input it is looked for: DIR/orders/date=D/FILE has it in DIR. */
  private static final int PARENTS = 3;

  private StoresFile() {}

  /**
   * Finds the file in the folder of the input or one of the three above it.
   *
   * @throws InputException if it is not there
   */
  public static Path near(InputFiles input) throws InputException {
    Path folder = input.root().toAbsolutePath().normalize();
    for (int up = 0; up <= PARENTS && folder != null; up++) {
      Path file = folder.resolve(InputFiles.STORES);
      if (Files.isRegularFile(file)) {
        return file;
      }
      folder = folder.getParent();
    }
    throw new InputException(
        "no %s in %s or the %d folders above it: name one with --stores"
            .formatted(InputFiles.STORES, input.root(), PARENTS));
  }

  /**
   * Reads the file.
   *
   * @throws InputException naming each line that is no store, or one that was there before
   */
  public static Stores read(Path file) throws InputException {
    Map<String, Store> stores = new HashMap<>();
    List<String> problems = new ArrayList<>();
    FileChunk whole = new FileChunk(new SourceFile(file, file.toString()), 0, Long.MAX_VALUE);
    try (Lines lines = Lines.open(whole)) {
      while (lines.next()) {
        String where = file + ", line " + lines.number();
        try {
          Store store = StoreJson.read(recordOf(lines, file));
          if (stores.put(store.storeId(), store) != null) {
            problems.add(where + ": store " + store.storeId() + " is there twice");
          }
        } catch (BrokenRecord broken) {
          problems.add(where + ": " + broken.getMessage().strip());
        }
      }
    } catch (IOException unreadable) {
      problems.add(file + " can't be read: " + unreadable);
    }
    if (stores.isEmpty() && problems.isEmpty()) {
      problems.add(file + " has no store in it");
    }
    InputException.throwIfAny(problems);
    return Stores.of(stores.values());
  }

  private static RawRecord recordOf(Lines lines, Path file) {
    return new RawRecord(
        lines.bytes(), RecordLocation.inFile(file.toString(), lines.start()), RawRecord.IN_PAYLOAD);
  }
}
