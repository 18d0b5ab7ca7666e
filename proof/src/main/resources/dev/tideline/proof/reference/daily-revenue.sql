-- The fates.
CREATE VIEW daily_revenue AS
SELECT
  *,
  fate(broken, type <> 'FULFILLED', ingest_time > close_of_books, ingest_time, repeated) AS fate
FROM judged_orders;

-- The answer.
-- What each store earned, by category and business day.
--
-- A cancellation takes its lines off again on the day it is made; a refund is booked beside and leaves the cost.
WITH line AS (
  SELECT
    *,
    unnest(lines) AS l,
    generate_subscripts(lines, 1) AS place,
    CASE type WHEN 'PLACED' THEN 1 WHEN 'CANCELLED' THEN -1 ELSE 0 END AS direction
  FROM (SELECT *, row_number() OVER () AS event FROM daily_revenue)
  WHERE fate = 'COUNTED'
),
booked AS (
  SELECT
    business_day,
    store_id,
    l.category AS category,
    currency,
    count(DISTINCT event) FILTER (type = 'PLACED') AS orders,
    count(*) FILTER (type = 'PLACED') AS lines,
    sum(direction * l.quantity) AS units,
    sum(direction * l.amount) AS revenue,
    coalesce(sum(l.amount) FILTER (type = 'REFUNDED'), 0) AS refunds,
    sum(direction * l.cost) AS cost,
    -- each event once, under the category of its first line
    count(*) FILTER (place = 1) AS events
  FROM line
  GROUP BY ALL
)
SELECT
  business_day,
  store_id,
  category,
  currency,
  orders,
  lines,
  units::DECIMAL(38, 0) AS units,
  revenue::DECIMAL(38, 4) AS revenue,
  refunds::DECIMAL(38, 4) AS refunds,
  cost::DECIMAL(38, 4) AS cost,
  (revenue - refunds - cost)::DECIMAL(38, 4) AS margin,
  average(revenue, orders)::DECIMAL(38, 4) AS average_order,
  events
FROM booked;
