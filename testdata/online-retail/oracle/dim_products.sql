-- One row per stock code. Needs silver.sql.
WITH
  named AS (
    SELECT stock_code, description, count(*) AS lines
    FROM sale
    WHERE description IS NOT NULL
    GROUP BY ALL
  ),
  best AS (
    SELECT stock_code, description
    FROM named
    QUALIFY row_number() OVER (PARTITION BY stock_code ORDER BY lines DESC, description) = 1
  )
SELECT
  code.stock_code,
  description,
  CASE
    WHEN contains(lower(description), 'candle') THEN 'Candles'
    WHEN regexp_matches(lower(description), 'bag|sack') THEN 'Bags'
    WHEN regexp_matches(lower(description), 'box|case') THEN 'Boxes & Cases'
    WHEN regexp_matches(lower(description), 'mug|cup') THEN 'Mugs & Cups'
    WHEN contains(lower(description), 'heart') THEN 'Heart Items'
    WHEN contains(lower(description), 'christmas') THEN 'Christmas'
    WHEN contains(lower(description), 'kitchen') THEN 'Kitchenware'
    WHEN regexp_matches(lower(description), 'wall art|poster') THEN 'Wall Art'
    WHEN contains(lower(description), 'vintage') THEN 'Vintage'
    WHEN regexp_matches(lower(description), 'holder|stand') THEN 'Holders & Stands'
    ELSE 'Other'
  END AS product_category,
  NOT regexp_full_match(code.stock_code,
    'POST|DOT|M|C2|D|S|B|BANK CHARGES|AMAZONFEE|CRUK|gift_.*', 'i') AS is_product
FROM (SELECT DISTINCT stock_code FROM sale) AS code
LEFT JOIN best USING (stock_code)
ORDER BY stock_code
