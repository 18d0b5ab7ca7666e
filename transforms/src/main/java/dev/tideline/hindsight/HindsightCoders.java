package dev.tideline.hindsight;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;
import static dev.tideline.encoding.Fields.total;

import dev.tideline.fraud.card.CardCoders;
import dev.tideline.payment.PaymentCoders;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of what is told of decisions in hindsight. */
public final class HindsightCoders {

  /** A payment as it arrived, on its way to its card. */
  public static final Coder<Arrival> ARRIVAL = new ArrivalCoder();

  /** A kind of decision. */
  public static final Coder<DecisionKind> KIND = new KindCoder();

  /** Decisions of one kind. */
  public static final Coder<Decisions> DECISIONS = new DecisionsCoder();

  /** A row. */
  public static final Coder<HindsightRow> ROW = new RowCoder();

  private HindsightCoders() {}

  private static final class ArrivalCoder extends AtomicCoder<Arrival> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Arrival arrival, OutputStream out) throws IOException {
      PaymentCoders.CARD.encode(arrival.card(), out);
      CardCoders.PAYMENT.encode(arrival.payment(), out);
      text(arrival.currency(), out);
      count(arrival.tooLate() ? 1 : 0, out);
    }

    @Override
    public Arrival decode(InputStream in) throws IOException {
      return new Arrival(
          PaymentCoders.CARD.decode(in), CardCoders.PAYMENT.decode(in), text(in), count(in) == 1);
    }
  }

  private static final class KindCoder extends AtomicCoder<DecisionKind> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(DecisionKind kind, OutputStream out) throws IOException {
      text(kind.currency(), out);
      text(kind.hindsight().name(), out);
    }

    @Override
    public DecisionKind decode(InputStream in) throws IOException {
      return new DecisionKind(text(in), Hindsight.valueOf(text(in)));
    }
  }

  private static final class DecisionsCoder extends AtomicCoder<Decisions> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(Decisions decisions, OutputStream out) throws IOException {
      number(decisions.payments(), out);
      total(decisions.amount(), out);
    }

    @Override
    public Decisions decode(InputStream in) throws IOException {
      return new Decisions(number(in), total(in));
    }
  }

  private static final class RowCoder extends AtomicCoder<HindsightRow> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(HindsightRow row, OutputStream out) throws IOException {
      KIND.encode(row.kind(), out);
      DECISIONS.encode(row.decisions(), out);
    }

    @Override
    public HindsightRow decode(InputStream in) throws IOException {
      return new HindsightRow(KIND.decode(in), DECISIONS.decode(in));
    }
  }
}
