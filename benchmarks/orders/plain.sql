-- orders in DuckDB as one would write it: cast, filter, one row per order, Parquet, two tables. What
-- does not fit is gone without a word. ${input} and ${output} are folders.

CREATE TEMP TABLE orders AS
SELECT DISTINCT ON (order_id)
  order_id, customer_id, order_timestamp, items, total_amount, payment_status,
  CAST(order_timestamp AS DATE) AS order_date,
  hour(order_timestamp) AS order_hour,
  shipping_address.city AS city,
  shipping_address.state AS state,
  shipping_address.country AS country
FROM read_json('${input}/orders/*.json', format = 'newline_delimited', ignore_errors = true,
  columns = {
    'order_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'order_timestamp': 'TIMESTAMP',
    'items': 'STRUCT(product_id VARCHAR, quantity BIGINT, unit_price DECIMAL(18, 2))[]',
    'total_amount': 'DECIMAL(18, 2)', 'payment_status': 'VARCHAR',
    'shipping_address': 'STRUCT(street VARCHAR, city VARCHAR, state VARCHAR, zipcode VARCHAR,
      country VARCHAR)'})
WHERE order_id IS NOT NULL
  AND customer_id IS NOT NULL
  AND order_timestamp IS NOT NULL
  AND total_amount IS NOT NULL
  AND coalesce(payment_status, 'failed') IN ('completed', 'pending', 'failed');
COPY orders TO '${output}/silver/orders/part.parquet';

COPY (
  WITH line AS (
    SELECT
      * EXCLUDE (items),
      unnest(lines) AS item,
      generate_subscripts(lines, 1) AS line_number
    FROM (
      SELECT *, CASE WHEN len(items) > 0 THEN items ELSE [NULL] END AS lines
      FROM orders
    )
  )
  SELECT
    order_id,
    line_number,
    line.customer_id,
    coalesce(customer_tier, 'Unknown') AS customer_tier,
    item.product_id AS product_id,
    product_name,
    coalesce(category, 'Unknown') AS category,
    price AS list_price,
    item.quantity AS quantity,
    item.unit_price AS unit_price,
    CAST(item.quantity AS DECIMAL(18, 0)) * item.unit_price AS line_total,
    total_amount AS order_total,
    payment_status,
    order_date,
    order_hour,
    city,
    state,
    country,
    CASE WHEN state IN ('CA', 'OR', 'WA') THEN 'West'
         WHEN state IN ('NY', 'NJ', 'PA') THEN 'East'
         WHEN state IN ('TX', 'AZ', 'NM') THEN 'South'
         ELSE 'Other' END AS region
  FROM line
  LEFT JOIN read_csv('${input}/customers/*.csv', header = true, all_varchar = true) AS customers
    ON customers.customer_id = line.customer_id
  LEFT JOIN read_csv('${input}/products/*.csv', header = true, columns = {
      'product_id': 'VARCHAR', 'product_name': 'VARCHAR', 'category': 'VARCHAR',
      'price': 'DECIMAL(18, 2)', 'stock_level': 'BIGINT'}) AS products
    ON products.product_id = item.product_id
) TO '${output}/gold/fact_orders/part.parquet';

COPY (
  SELECT *, revenue / nullif(sale_orders, 0) AS average_order_value
  FROM (
    SELECT
      order_date,
      order_hour,
      count(*) AS orders,
      count(*) FILTER (payment_status = 'completed') AS completed_orders,
      count(*) FILTER (payment_status = 'pending') AS pending_orders,
      count(*) FILTER (payment_status = 'failed') AS failed_orders,
      count(*) FILTER (payment_status = 'completed') AS sale_orders,
      coalesce(sum(total_amount) FILTER (payment_status = 'completed'), 0) AS revenue,
      count(DISTINCT customer_id) FILTER (payment_status = 'completed') AS unique_customers
    FROM orders
    GROUP BY ALL
  )
) TO '${output}/gold/agg_hourly_metrics/part.parquet';
