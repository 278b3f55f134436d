-- One row per month and rank. Needs silver.sql.
WITH
  names AS (
    SELECT stock_code, description
    FROM (SELECT stock_code, description, count(description) AS lines FROM sale GROUP BY ALL)
    QUALIFY row_number()
      OVER (PARTITION BY stock_code ORDER BY lines DESC, description NULLS LAST) = 1
  ),
  ranked AS (
    SELECT
      CAST(date_trunc('month', invoiced_at) AS DATE) AS month,
      stock_code,
      sum(sales) AS sales,
      sum(quantity) AS quantity,
      row_number() OVER (PARTITION BY month ORDER BY sum(sale.sales) DESC, stock_code) AS rank
    FROM sale
    GROUP BY 1, 2
  )
SELECT month, rank, stock_code, description, sales, quantity
FROM ranked
JOIN names USING (stock_code)
WHERE rank <= (SELECT top_n FROM settings)
ORDER BY month, rank
