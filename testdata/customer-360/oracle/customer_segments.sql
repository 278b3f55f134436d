-- One row per customer. Each input is summed by itself before it is joined. Needs silver.sql.
-- The 90th percentile of n spends in order, from 0, is between the two around 0.9 * (n - 1). To
-- keep to whole numbers, all of it is taken ten times: 10 * spend >= (10 - f) * lower + f * upper.
WITH
  online AS (
    SELECT customer_id, sum(amount) AS spend, count(*) AS purchases,
      min(date_time) AS first_at, max(date_time) AS last_at
    FROM online_transactions
    JOIN sale_status USING (status)
    GROUP BY customer_id
  ),
  in_store AS (
    SELECT customer_id, sum(amount) AS spend, count(*) AS purchases,
      min(date_time) AS first_at, max(date_time) AS last_at
    FROM in_store_transactions
    GROUP BY customer_id
  ),
  loyalty AS (
    SELECT customer_id, sum(points_earned) AS points,
      max(list_position(['Bronze', 'Silver', 'Gold', 'Platinum'], tier_level)) AS tier
    FROM loyalty_accounts
    GROUP BY customer_id
  ),
  service AS (
    SELECT customer_id, count(*) AS interactions
    FROM customer_service_interactions
    GROUP BY customer_id
  ),
  customer AS (
    SELECT
      customer_id,
      name,
      coalesce(online.spend, 0) AS online_spend,
      coalesce(in_store.spend, 0) AS in_store_spend,
      coalesce(online.spend, 0) + coalesce(in_store.spend, 0) AS total_spend,
      coalesce(online.purchases, 0) + coalesce(in_store.purchases, 0) AS purchase_count,
      least(online.first_at, in_store.first_at) AS first_purchase_at,
      greatest(online.last_at, in_store.last_at) AS last_purchase_at,
      (['Bronze', 'Silver', 'Gold', 'Platinum'])[nullif(loyalty.tier, 0)] AS tier,
      loyalty.points,
      coalesce(service.interactions, 0) AS service_interactions
    FROM customers
    LEFT JOIN online USING (customer_id)
    LEFT JOIN in_store USING (customer_id)
    LEFT JOIN loyalty USING (customer_id)
    LEFT JOIN service USING (customer_id)
  ),
  ranked AS (
    SELECT total_spend, row_number() OVER (ORDER BY total_spend) - 1 AS place FROM customer
  ),
  place AS (
    SELECT 9 * (count(*) - 1) // 10 AS lower, 9 * (count(*) - 1) % 10 AS tenths FROM customer
  ),
  high AS (
    SELECT
      (10 - tenths) * (SELECT total_spend FROM ranked WHERE ranked.place = lower)
        + tenths * coalesce((SELECT total_spend FROM ranked WHERE ranked.place = lower + 1), 0)
        AS tenfold
    FROM place
  )
SELECT
  customer_id,
  name,
  online_spend,
  in_store_spend,
  total_spend,
  purchase_count,
  to_timestamp(epoch(first_purchase_at)) AS first_purchase_at,
  to_timestamp(epoch(last_purchase_at)) AS last_purchase_at,
  tier,
  points,
  service_interactions,
  CASE
    WHEN total_spend * 10 >= tenfold THEN 'High-Value'
    WHEN purchase_count = 1 THEN 'One-Time Buyer'
    WHEN tier IN ('Gold', 'Platinum') THEN 'Loyalty Champion'
    ELSE 'Regular'
  END AS segment
FROM customer, high
ORDER BY customer_id
