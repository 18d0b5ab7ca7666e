package dev.tideline.io.archive.view;

import dev.tideline.io.archive.ArchiveSchema;
import java.io.IOException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collection;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.fs.CreateOptions;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions;

/** Lets Beam open row groups as files: {@link RowGroupResource}. They can only be read. */
final class RowGroupFileSystem extends FileSystem<RowGroupResource> {

  @Override
  protected ReadableByteChannel open(RowGroupResource resource) throws IOException {
    return RowGroupView.open(resource.rowGroup(), ArchiveSchema.of(resource.kind()));
  }

  @Override
  protected RowGroupResource matchNewResource(String text, boolean isDirectory) {
    return RowGroupResource.parse(text);
  }

  @Override
  protected String getScheme() {
    return RowGroupResource.SCHEME;
  }

  @Override
  protected List<MatchResult> match(List<String> specs) {
    throw readOnly();
  }

  @Override
  protected WritableByteChannel create(RowGroupResource resource, CreateOptions options) {
    throw readOnly();
  }

  @Override
  protected void copy(List<RowGroupResource> from, List<RowGroupResource> to) {
    throw readOnly();
  }

  @Override
  protected void rename(
      List<RowGroupResource> from, List<RowGroupResource> to, MoveOptions... options) {
    throw readOnly();
  }

  @Override
  protected void delete(Collection<RowGroupResource> resources) {
    throw readOnly();
  }

  private static UnsupportedOperationException readOnly() {
    return new UnsupportedOperationException("row groups can only be opened");
  }
}
