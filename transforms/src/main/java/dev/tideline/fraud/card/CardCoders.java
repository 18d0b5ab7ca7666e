package dev.tideline.fraud.card;

import static dev.tideline.encoding.Fields.count;
import static dev.tideline.encoding.Fields.fixed;
import static dev.tideline.encoding.Fields.number;
import static dev.tideline.encoding.Fields.text;

import dev.tideline.ledger.LedgerCoders;
import dev.tideline.payment.PaymentCoders;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.beam.sdk.coders.AtomicCoder;
import org.apache.beam.sdk.coders.Coder;

/** The bytes of a card's history and of what comes to it. */
public final class CardCoders {

  /** A payment on its way to its card. */
  public static final Coder<CardPayment> PAYMENT = new PaymentCoder();

  /** A payment of a stream on its way to its card. */
  public static final Coder<CardArrival> ARRIVAL = new ArrivalCoder();

  /** What a payment adds to the history of its card. */
  static final Coder<PaymentOfCard> OF_CARD = new OfCardCoder();

  /** What is kept of a card. */
  public static final Coder<CardHistory> HISTORY = new HistoryCoder();

  /** The state of a group of cards. */
  public static final Coder<CardGroup> GROUP = new GroupCoder();

  private CardCoders() {}

  private static final class PaymentCoder extends AtomicCoder<CardPayment> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(CardPayment payment, OutputStream out) throws IOException {
      text(payment.paymentId(), out);
      fixed(payment.content(), out);
      fixed(payment.eventTime(), out);
      number(payment.amount(), out);
      fixed(payment.ingestTime(), out);
      fixed(payment.place(), out);
    }

    @Override
    public CardPayment decode(InputStream in) throws IOException {
      return new CardPayment(text(in), fixed(in), fixed(in), number(in), fixed(in), fixed(in));
    }
  }

  private static final class ArrivalCoder extends AtomicCoder<CardArrival> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(CardArrival arrival, OutputStream out) throws IOException {
      PAYMENT.encode(arrival.payment(), out);
      count(arrival.late() == null ? 0 : 1, out);
      if (arrival.late() != null) {
        LedgerCoders.TOO_LATE.encode(arrival.late(), out);
      }
    }

    @Override
    public CardArrival decode(InputStream in) throws IOException {
      CardPayment payment = PAYMENT.decode(in);
      return new CardArrival(payment, count(in) == 0 ? null : LedgerCoders.TOO_LATE.decode(in));
    }
  }

  private static final class OfCardCoder extends AtomicCoder<PaymentOfCard> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(PaymentOfCard added, OutputStream out) throws IOException {
      PaymentCoders.CARD.encode(added.card(), out);
      PAYMENT.encode(added.payment(), out);
      text(added.currency(), out);
    }

    @Override
    public PaymentOfCard decode(InputStream in) throws IOException {
      return new PaymentOfCard(PaymentCoders.CARD.decode(in), PAYMENT.decode(in), text(in));
    }
  }

  private static final class HistoryCoder extends AtomicCoder<CardHistory> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(CardHistory history, OutputStream out) throws IOException {
      fixed(history.latestIngest(), out);
      fixed(history.droppedTo(), out);
      encode(history.payments(), out);
      encode(history.replaced(), out);
    }

    private static void encode(List<CardPayment> payments, OutputStream out) throws IOException {
      count(payments.size(), out);
      for (CardPayment payment : payments) {
        PAYMENT.encode(payment, out);
      }
    }

    @Override
    public CardHistory decode(InputStream in) throws IOException {
      long latestIngest = fixed(in);
      long droppedTo = fixed(in);
      return new CardHistory(payments(in), payments(in), latestIngest, droppedTo);
    }

    private static List<CardPayment> payments(InputStream in) throws IOException {
      int size = count(in);
      List<CardPayment> payments = new ArrayList<>(size);
      for (int i = 0; i < size; i++) {
        payments.add(PAYMENT.decode(in));
      }
      return payments;
    }
  }

  private static final class GroupCoder extends AtomicCoder<CardGroup> {
    private static final long serialVersionUID = 1;

    @Override
    public void encode(CardGroup group, OutputStream out) throws IOException {
      fixed(group.sweptAt(), out);
      fixed(group.forgottenTo(), out);
      count(group.pages().length, out);
      for (byte[] page : group.pages()) {
        count(page.length, out);
        out.write(page);
      }
    }

    @Override
    public CardGroup decode(InputStream in) throws IOException {
      long sweptAt = fixed(in);
      long forgottenTo = fixed(in);
      byte[][] pages = new byte[count(in)][];
      long size = 0;
      for (int at = 0; at < pages.length; at++) {
        int length = count(in);
        pages[at] = in.readNBytes(length);
        if (pages[at].length < length) {
          throw new EOFException("a group of cards breaks off");
        }
        size += length;
      }
      return new CardGroup(pages, size, sweptAt, forgottenTo);
    }
  }
}
