-- One row per known customer, scored for the day of the settings. Needs silver.sql.
WITH
  latest AS (
    SELECT customer_id, country
    FROM sale
    QUALIFY row_number()
      OVER (PARTITION BY customer_id ORDER BY invoiced_at DESC, invoice_no DESC, country) = 1
  ),
  customer AS (
    SELECT
      customer_id,
      min(invoiced_at) AS first_at,
      max(invoiced_at) AS last_at,
      date_diff('day', CAST(max(invoiced_at) AS DATE), (SELECT as_of FROM settings)) AS recency,
      count(DISTINCT invoice_no) AS frequency,
      sum(sales) AS monetary
    FROM sale
    WHERE customer_id <> 'ANONYMOUS'
    GROUP BY customer_id
  ),
  scored AS (
    SELECT
      *,
      ntile(5) OVER (ORDER BY recency DESC, customer_id) AS r,
      ntile(5) OVER (ORDER BY frequency, customer_id) AS f,
      ntile(5) OVER (ORDER BY monetary, customer_id) AS m
    FROM customer
  )
SELECT
  customer_id,
  country,
  to_timestamp(epoch(first_at)) AS first_invoiced_at,
  to_timestamp(epoch(last_at)) AS last_invoiced_at,
  recency AS recency_days,
  frequency,
  monetary,
  r,
  f,
  m,
  CASE
    WHEN least(r, f, m) >= 4 THEN 'Champions'
    WHEN least(r, f, m) >= 3 THEN 'Loyal Customers'
    WHEN r >= 4 AND least(f, m) >= 2 THEN 'Potential Loyalists'
    WHEN r >= 4 AND greatest(f, m) <= 1 THEN 'New Customers'
    WHEN r >= 3 AND greatest(f, m) <= 2 THEN 'Promising'
    WHEN r <= 2 AND least(f, m) >= 4 THEN 'Can''t Lose Them'
    WHEN r <= 2 AND least(f, m) >= 3 THEN 'At Risk'
    WHEN greatest(r, f, m) <= 2 THEN 'Hibernating'
    ELSE 'Other'
  END AS segment
FROM scored
JOIN latest USING (customer_id)
ORDER BY customer_id
