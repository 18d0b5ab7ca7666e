package dev.tideline.benchmarks.peers;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/**
 * A part of a Parquet file that can be read by itself.
 *
 * @param file the path of the file
 * @param index which of its row groups, from 0
 */
public record RowGroup(String file, int index) implements Serializable {

  /** Those of all order events of a data set. */
  public static List<RowGroup> of(Path dataSet) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(dataSet.resolve("orders"))) {
      files = all.filter(path -> path.toString().endsWith(".parquet")).sorted().toList();
    }
    List<RowGroup> groups = new ArrayList<>();
    for (Path file : files) {
      try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
        for (int index = 0; index < reader.getRowGroups().size(); index++) {
          groups.add(new RowGroup(file.toString(), index));
        }
      }
    }
    return groups;
  }
}
