-- Each row of the archive's payments as the line of JSON that docs/data.md has for it: with the token of a card.
SELECT
  dense_rank() OVER (ORDER BY filename) - 1 AS partition,
  to_json({
    ingest_time: moment(ingest_time),
    payment_id: payment_id,
    order_id: order_id,
    card_token: lower(hex(card_token)),
    store_id: store_id,
    gateway: gateway,
    amount: amount,
    currency: currency,
    event_time: moment(event_time)
  }) AS line
FROM archive
ORDER BY filename, file_row_number;
