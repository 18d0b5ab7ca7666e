package dev.tideline.benchmarks.flink;

import dev.tideline.payment.CardToken;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.apache.flink.types.StringValue;

/**
 * What velocity needs of a payment.
 *
 * @param card that it was made with
 * @param id of the payment
 * @param time when it was made, ms since the epoch
 * @param ingested when it was ingested, ms since the epoch
 */
record CardPayment(CardToken card, String id, long time, long ingested) {

  /** How they go to the task of their card. */
  public static final class Serializer extends CodecSerializer<CardPayment> {

    private static final long serialVersionUID = 1;

    @Override
    protected void write(CardPayment payment, DataOutput out) throws IOException {
      out.writeLong(payment.card.high());
      out.writeLong(payment.card.low());
      StringValue.writeString(payment.id, out);
      out.writeLong(payment.time);
      out.writeLong(payment.ingested);
    }

    @Override
    protected CardPayment read(DataInput in) throws IOException {
      return new CardPayment(
          new CardToken(in.readLong(), in.readLong()),
          StringValue.readString(in),
          in.readLong(),
          in.readLong());
    }
  }
}
