package dev.tideline.duplicates;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.event.Identity;
import dev.tideline.ledger.LedgerCoders;
import dev.tideline.records.RecordCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.StructuredCoder;

/**
 * The bytes of {@link CopyPack}.
 *
 * @param <C> what an event adds
 */
public final class CopyPackCoder<C> extends StructuredCoder<CopyPack<C>> {

  private static final long serialVersionUID = 1;

  private final Coder<C> adds;

  private CopyPackCoder(Coder<C> adds) {
    this.adds = adds;
  }

  /** Of what is written like this. */
  public static <C> CopyPackCoder<C> of(Coder<C> adds) {
    return new CopyPackCoder<>(adds);
  }

  @Override
  public void encode(CopyPack<C> pack, OutputStream out) throws IOException {
    fixed(pack.slot(), out);
    count(pack.copies().size(), out);
    for (CopyPack.Copy<C> copy : pack.copies()) {
      text(copy.id(), out);
      identity(copy.event(), out);
      fixed(copy.ingestTime(), out);
      fixed(copy.place(), out);
      adds.encode(copy.adds(), out);
    }
    count(pack.late().size(), out);
    for (CopyPack.LateCopy copy : pack.late()) {
      identity(copy.event(), out);
      LedgerCoders.TOO_LATE.encode(copy.kept(), out);
    }
    count(pack.rejected().size(), out);
    for (CopyPack.RejectedCopy copy : pack.rejected()) {
      identity(copy.event(), out);
      RecordCoders.REJECT.encode(copy.kept(), out);
    }
  }

  @Override
  public CopyPack<C> decode(InputStream in) throws IOException {
    long slot = fixed(in);
    int size = count(in);
    List<CopyPack.Copy<C>> copies = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      copies.add(
          new CopyPack.Copy<>(text(in), identity(in), fixed(in), fixed(in), adds.decode(in)));
    }
    int lateSize = count(in);
    List<CopyPack.LateCopy> late = new ArrayList<>(lateSize);
    for (int i = 0; i < lateSize; i++) {
      late.add(new CopyPack.LateCopy(identity(in), LedgerCoders.TOO_LATE.decode(in)));
    }
    int rejectedSize = count(in);
    List<CopyPack.RejectedCopy> rejected = new ArrayList<>(rejectedSize);
    for (int i = 0; i < rejectedSize; i++) {
      rejected.add(new CopyPack.RejectedCopy(identity(in), RecordCoders.REJECT.decode(in)));
    }
    return new CopyPack<>(slot, copies, late, rejected);
  }

  private static void identity(Identity event, OutputStream out) throws IOException {
    fixed(event.high(), out);
    fixed(event.low(), out);
  }

  private static Identity identity(InputStream in) throws IOException {
    return new Identity(fixed(in), fixed(in));
  }

  @Override
  public List<? extends Coder<?>> getCoderArguments() {
    return List.of(adds);
  }

  @Override
  public void verifyDeterministic() throws NonDeterministicException {
    adds.verifyDeterministic();
  }
}
