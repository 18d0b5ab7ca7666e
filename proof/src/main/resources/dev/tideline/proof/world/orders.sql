-- Each row of the archive's order events as the line of JSON that docs/data.md has for it.
SELECT
  dense_rank() OVER (ORDER BY filename) - 1 AS partition,
  to_json({
    ingest_time: moment(ingest_time),
    event_id: event_id,
    order_id: order_id,
    type: type,
    store_id: store_id,
    event_time: moment(event_time),
    placed_at: moment(placed_at),
    currency: currency,
    lines: [
      {sku: l.sku, category: l.category, quantity: l.quantity, amount: l.amount, cost: l.cost}
      FOR l IN lines
    ]
  }) AS line
FROM archive
ORDER BY filename, file_row_number;
