package dev.tideline.pipelines.published;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tideline.io.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a version as they were published, so that it is noticed if one is lost or changed.
 *
 * @param digests SHA-256 of each in hex, by its name
 */
public record VersionFiles(SortedMap<String, String> digests) {

  /** Of a version that was published before they were noted. */
  public static final VersionFiles NOT_NOTED = new VersionFiles(new TreeMap<>());

  private static final int BUFFER = 1 << 16;

  public VersionFiles {
    digests = Collections.unmodifiableSortedMap(new TreeMap<>(digests));
  }

  /** Those that are in a folder. */
  static VersionFiles in(Path folder) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        digests.put(file.getFileName().toString(), digest(file));
      }
    }
    return new VersionFiles(digests);
  }

  /** Reads a JSON object of the digests by name. */
  static VersionFiles read(JsonNode json) {
    SortedMap<String, String> digests = new TreeMap<>();
    json.properties().forEach(file -> digests.put(file.getKey(), file.getValue().asText()));
    return new VersionFiles(digests);
  }

  /** What is wrong with the files that are in a folder now, a clause each; empty if nothing is. */
  List<String> damageIn(Path folder) throws IOException {
    List<String> damage = new ArrayList<>();
    for (String name : digests.keySet()) {
      Path file = folder.resolve(name);
      if (!Storage.isFile(file)) {
        damage.add(name + " is missing");
      } else if (!digest(file).equals(digests.get(name))) {
        damage.add(name + " is not what was published");
      }
    }
    return damage;
  }

  private static String digest(Path file) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] buffer = new byte[BUFFER];
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        sha256.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
