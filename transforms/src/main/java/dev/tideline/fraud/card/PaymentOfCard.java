package dev.tideline.fraud.card;

import dev.tideline.event.Contribution;
import dev.tideline.payment.CardToken;
import dev.tideline.sum.Total;

/**
 * What a payment adds to the history of its card.
 *
 * @param card the card it was made with
 * @param payment the payment
 * @param currency the ISO 4217 code of its amount
 */
public record PaymentOfCard(CardToken card, CardPayment payment, String currency)
    implements Contribution {

  @Override
  public long eventTime() {
    return payment.eventTime();
  }

  @Override
  public Total gross() {
    return Total.of(payment.amount());
  }
}
