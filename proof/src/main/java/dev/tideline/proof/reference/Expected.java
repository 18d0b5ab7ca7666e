package dev.tideline.proof.reference;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tideline.proof.world.Question;
import dev.tideline.proof.world.World;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a pipeline must answer about a world.
 *
 * @param rows the canonical rows, sorted by their bytes
 * @param fates how many records had which fate
 * @param rejected how many were rejected for which reason
 */
public record Expected(List<String> rows, Map<String, Long> fates, Map<String, Long> rejected) {

  /** What can become of a record, in the order in which it is reported. */
  public static final List<String> FATES =
      List.of("COUNTED", "DUPLICATE", "TOO_LATE", "REJECTED", "OUT_OF_SCOPE");

  private static final Comparator<String> BY_BYTES =
      Comparator.comparing(row -> row.getBytes(UTF_8), Arrays::compareUnsigned);

  /** Sorts the rows. */
  public Expected {
    rows = rows.stream().sorted(BY_BYTES).toList();
    fates = new TreeMap<>(fates);
    rejected = new TreeMap<>(rejected);
  }

  /**
   * By the plain model.
   *
   * @param later whether all that came counts, however late
   */
  public static Expected of(Question question, World world, boolean later) {
    FateModel.Judgement judgement = FateModel.judge(question, world, later);
    return new Expected(
        RowModel.rows(question, judgement.counted(), world.stores()),
        judgement.fates(),
        judgement.rejected());
  }

  /** The verdict as the command prints it: its lines DIGEST, LEDGER and REJECTED, sorted. */
  public List<String> verdict() {
    List<String> lines = new ArrayList<>();
    lines.add("DIGEST " + digest() + " rows=" + rows.size());
    StringBuilder ledger = new StringBuilder("LEDGER read=").append(read());
    for (String name : FATES) {
      ledger.append(' ').append(name.toLowerCase(Locale.ROOT)).append('=').append(fate(name));
    }
    lines.add(ledger.append(" BALANCED").toString());
    rejected.forEach((reason, n) -> lines.add("REJECTED " + reason + "=" + n));
    return lines.stream().sorted().toList();
  }

  /** How many records were read. */
  public long read() {
    return fates.values().stream().mapToLong(n -> n).sum();
  }

  /** How many records had a fate, by its name. */
  public long fate(String name) {
    return fates.getOrDefault(name, 0L);
  }

  /** SHA-256 of the sorted rows, each ended by a line feed, in hex. */
  public String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      rows.forEach(row -> sha256.update((row + "\n").getBytes(UTF_8)));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
