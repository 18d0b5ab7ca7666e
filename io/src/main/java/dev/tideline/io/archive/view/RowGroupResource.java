package dev.tideline.io.archive.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.io.files.SourceFile;
import dev.tideline.io.parquet.RowGroup;
import dev.tideline.io.storage.Storage;
import java.net.URLDecoder;
import java.net.URLEncoder;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.ResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * The name by which Beam opens a row group as a file of its own.
 *
 * @param kind what the archive calls the kind of event
 * @param rowGroup where the row group is
 */
public record RowGroupResource(String kind, RowGroup rowGroup) implements ResourceId {

  private static final long serialVersionUID = 1;

  /** What its text form begins with. */
  static final String SCHEME = "tideline-row-group";

  private static final int PARTS = 6;

  /** Reads the text form. */
  static RowGroupResource parse(String text) {
    String[] parts = text.substring(SCHEME.length() + 2).split(":", PARTS);
    SourceFile file = new SourceFile(Storage.path(parts[5]), URLDecoder.decode(parts[4], UTF_8));
    return new RowGroupResource(
        parts[0],
        new RowGroup(
            file, Integer.parseInt(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3])));
  }

  /** What Beam wants to know of a file before it opens it. */
  public MatchResult.Metadata metadata() {
    return MatchResult.Metadata.builder()
        .setResourceId(this)
        .setSizeBytes(rowGroup.rows()) // only their proportions matter
        .setIsReadSeekEfficient(true)
        .setLastModifiedMillis(0)
        .build();
  }

  @Override
  public String getScheme() {
    return SCHEME;
  }

  @Override
  public String getFilename() {
    return rowGroup.file().path().getFileName().toString();
  }

  @Override
  public boolean isDirectory() {
    return false;
  }

  @Override
  public ResourceId resolve(String other, ResolveOptions options) {
    throw new UnsupportedOperationException("a row group is no directory");
  }

  @Override
  public ResourceId getCurrentDirectory() {
    throw new UnsupportedOperationException("a row group is in no directory");
  }

  /** The form in which it travels. */
  @Override
  public String toString() {
    return String.join(
        ":",
        SCHEME,
        "/" + kind,
        Integer.toString(rowGroup.index()),
        Long.toString(rowGroup.firstRow()),
        Long.toString(rowGroup.rows()),
        URLEncoder.encode(rowGroup.file().name(), UTF_8),
        rowGroup.file().path().toString());
  }
}
