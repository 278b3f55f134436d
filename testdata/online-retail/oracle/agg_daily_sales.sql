-- One row per day and country with a sale. Needs silver.sql.
SELECT
  CAST(invoiced_at AS DATE) AS date,
  country,
  sum(sales) AS sales,
  sum(quantity) AS quantity,
  count(DISTINCT (invoice_no, customer_id)) AS orders,
  exact_average(sum(unit_price), count(*)) AS average_unit_price
FROM sale
GROUP BY ALL
ORDER BY date, country
