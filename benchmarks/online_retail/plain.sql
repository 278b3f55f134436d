-- online-retail in DuckDB as one would write it: cast, filter, Parquet, seven tables. What does not
-- fit is gone without a word. ${input} and ${output} are folders.

CREATE TEMP TABLE sales AS
SELECT
  trim(InvoiceNo) AS invoice_no,
  trim(StockCode) AS stock_code,
  trim(Description) AS description,
  TRY_CAST(Quantity AS BIGINT) AS quantity,
  try_strptime(InvoiceDate, '%m/%d/%Y %H:%M') AS invoiced_at,
  TRY_CAST(UnitPrice AS DECIMAL(18, 3)) AS unit_price,
  coalesce(trim(CustomerID), 'ANONYMOUS') AS customer_id,
  trim(Country) AS country
FROM read_csv('${input}/*.csv', auto_detect = false, header = true, delim = ',', quote = '"',
  escape = '"', strict_mode = false, encoding = 'latin-1', ignore_errors = true, columns = {
    'InvoiceNo': 'VARCHAR', 'StockCode': 'VARCHAR', 'Description': 'VARCHAR',
    'Quantity': 'VARCHAR', 'InvoiceDate': 'VARCHAR', 'UnitPrice': 'VARCHAR',
    'CustomerID': 'VARCHAR', 'Country': 'VARCHAR'})
WHERE InvoiceNo IS NOT NULL
  AND TRY_CAST(Quantity AS BIGINT) > 0
  AND TRY_CAST(UnitPrice AS DECIMAL(18, 3)) > 0
  AND try_strptime(InvoiceDate, '%m/%d/%Y %H:%M') IS NOT NULL;
COPY sales TO '${output}/silver/sales/part.parquet';

-- star ----------------------------------------------------------------------------------------

CREATE TEMP TABLE fact_sales AS
SELECT
  invoice_no, stock_code, customer_id, country,
  CAST(strftime(invoiced_at, '%Y%m%d') AS BIGINT) AS date_id,
  CAST(invoiced_at AS DATE) AS invoice_date,
  invoiced_at, quantity, unit_price,
  CAST(quantity AS DECIMAL(18, 0)) * unit_price AS sales
FROM sales;
COPY fact_sales TO '${output}/gold/fact_sales/part.parquet';

COPY (
  SELECT
    CAST(strftime(date, '%Y%m%d') AS BIGINT) AS date_id,
    date,
    year(date) AS year,
    quarter(date) AS quarter,
    month(date) AS month,
    monthname(date) AS month_name,
    day(date) AS day,
    isodow(date) AS day_of_week,
    dayname(date) AS day_name,
    isoyear(date) AS iso_year,
    weekofyear(date) AS iso_week,
    isodow(date) >= 6 AS is_weekend
  FROM (
    SELECT CAST(unnest(generate_series(min(invoice_date), max(invoice_date), INTERVAL 1 DAY)) AS DATE)
      AS date
    FROM fact_sales
  )
) TO '${output}/gold/dim_dates/part.parquet';

CREATE TEMP TABLE dim_products AS
SELECT
  stock_code,
  description,
  CASE
    WHEN regexp_matches(lower(description), 'candle') THEN 'Candles'
    WHEN regexp_matches(lower(description), 'bag|sack') THEN 'Bags'
    WHEN regexp_matches(lower(description), 'box|case') THEN 'Boxes & Cases'
    WHEN regexp_matches(lower(description), 'mug|cup') THEN 'Mugs & Cups'
    WHEN regexp_matches(lower(description), 'heart') THEN 'Heart Items'
    WHEN regexp_matches(lower(description), 'christmas') THEN 'Christmas'
    WHEN regexp_matches(lower(description), 'kitchen') THEN 'Kitchenware'
    WHEN regexp_matches(lower(description), 'wall art|poster') THEN 'Wall Art'
    WHEN regexp_matches(lower(description), 'vintage') THEN 'Vintage'
    WHEN regexp_matches(lower(description), 'holder|stand') THEN 'Holders & Stands'
    ELSE 'Other'
  END AS product_category,
  NOT (
    stock_code IN ('POST', 'DOT', 'M', 'C2', 'D', 'S', 'B', 'BANK CHARGES', 'AMAZONFEE', 'CRUK')
    OR lower(stock_code) LIKE 'gift\_%' ESCAPE '\'
  ) AS is_product
FROM (SELECT stock_code, description, count(*) AS uses FROM sales GROUP BY ALL)
QUALIFY row_number() OVER (
  PARTITION BY stock_code ORDER BY description IS NULL, uses DESC, description) = 1;
COPY dim_products TO '${output}/gold/dim_products/part.parquet';

CREATE TEMP TABLE dim_customers AS
WITH
  customers AS (
    SELECT
      customer_id,
      arg_max(country, (invoiced_at, invoice_no)) AS country,
      min(invoiced_at) AS first_invoiced_at,
      max(invoiced_at) AS last_invoiced_at,
      date_diff(
        'day', max(invoice_date), (SELECT max(invoice_date) + 1 FROM fact_sales)) AS recency_days,
      count(DISTINCT invoice_no) AS frequency,
      sum(sales) AS monetary
    FROM fact_sales
    WHERE customer_id <> 'ANONYMOUS'
    GROUP BY customer_id
  ),
  scored AS (
    SELECT
      *,
      ntile(5) OVER (ORDER BY recency_days DESC, customer_id) AS r,
      ntile(5) OVER (ORDER BY frequency, customer_id) AS f,
      ntile(5) OVER (ORDER BY monetary, customer_id) AS m
    FROM customers
  )
SELECT
  *,
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
FROM scored;
COPY dim_customers TO '${output}/gold/dim_customers/part.parquet';

-- analytics -----------------------------------------------------------------------------------

COPY (
  SELECT
    invoice_date AS date, country,
    sum(sales) AS sales,
    sum(quantity) AS quantity,
    count(DISTINCT invoice_no) AS orders,
    avg(unit_price) AS average_unit_price
  FROM fact_sales
  GROUP BY ALL
) TO '${output}/gold/agg_daily_sales/part.parquet';

COPY (
  SELECT *, sales / orders AS average_order_value
  FROM (
    SELECT
      CAST(date_trunc('month', invoice_date) AS DATE) AS month,
      segment,
      count(DISTINCT customer_id) AS customers,
      sum(sales) AS sales,
      count(DISTINCT invoice_no) AS orders
    FROM fact_sales
    JOIN dim_customers USING (customer_id)
    GROUP BY ALL
  )
) TO '${output}/gold/agg_customer_segments/part.parquet';

COPY (
  SELECT month, rank, stock_code, description, sales, quantity
  FROM (
    SELECT *, row_number() OVER (PARTITION BY month ORDER BY sales DESC, stock_code) AS rank
    FROM (
      SELECT
        CAST(date_trunc('month', invoice_date) AS DATE) AS month,
        stock_code,
        sum(sales) AS sales,
        sum(quantity) AS quantity
      FROM fact_sales
      GROUP BY ALL
    )
  )
  JOIN dim_products USING (stock_code)
  WHERE rank <= 10
) TO '${output}/gold/top_n_products_monthly/part.parquet';
