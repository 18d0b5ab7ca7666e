package dev.tideline.io.storage.beam;

import dev.tideline.io.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.io.FileSystem;
import org.apache.beam.sdk.io.FileSystemRegistrar;
import org.apache.beam.sdk.options.PipelineOptions;

/** Makes {@link StorageForBeam} known to Beam, on every worker; found by the service loader. */
public final class StorageRegistrar implements FileSystemRegistrar {

  @Override
  public Iterable<FileSystem<?>> fromOptions(PipelineOptions options) {
    List<FileSystem<?>> systems = new ArrayList<>();
    Storage.SCHEMES.forEach(scheme -> systems.add(new StorageForBeam(scheme)));
    return systems;
  }
}
