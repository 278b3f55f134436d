-- What silver holds and a table cannot place: lines and money by table. Needs silver.sql.
WITH
  ranked AS (
    SELECT
      count(*) AS lines,
      sum(sales) AS sales,
      row_number() OVER (
        PARTITION BY date_trunc('month', invoiced_at)
        ORDER BY sum(sale.sales) DESC, stock_code) AS rank
    FROM sale
    GROUP BY date_trunc('month', invoiced_at), stock_code
  ),
  anonymous AS (
    SELECT count(*) AS lines, coalesce(sum(sales), 0.000) AS amount
    FROM sale
    WHERE customer_id = 'ANONYMOUS'
  )
SELECT 'agg_customer_segments' AS gold_table, lines, amount FROM anonymous
UNION ALL
SELECT 'dim_customers', lines, amount FROM anonymous
UNION ALL
SELECT 'top_n_products_monthly', coalesce(sum(lines), 0), coalesce(sum(sales), 0.000)
FROM ranked
WHERE rank > (SELECT top_n FROM settings)
ORDER BY gold_table
