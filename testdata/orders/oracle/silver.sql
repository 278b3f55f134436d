-- The feed of orders as silver should hold it, read by DuckDB alone: an independent opinion for
-- tests. ${orders}, ${products} and ${customers} are lists of files, each in single quotes;
-- ${sale_statuses} a list of texts; ${as_of} a day or nothing; ${cover_days} a number. The files of
-- products and customers stand in a folder named for their day (daily/2024-01-05/products/…), or
-- else are those of the day before the first of these, and if there is none, of 2024-01-01.
-- It leaves
--   order_record       one row per line of the files, with file, line and the rules it breaks
--   order_sound        the lines that break none, with the latest time of their file
--   orders             one row per order: of its versions the latest; of equal lines the earliest
--   silver_orders      the same as silver has them
--   order_line         one row per item of an order, one with nulls for an order without
--   product_version, customer_version   what was known from when to when, as in dim_*
--   settings           the day of the reports, and their figures
--
-- A line is taken apart as text where JSON's numbers would lose how they are written.

SET TimeZone = 'UTC';

CREATE OR REPLACE MACRO as_money(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+([.][0-9]{1,2})?')
       THEN TRY_CAST(value AS DECIMAL(18, 2)) END;
CREATE OR REPLACE MACRO as_whole(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+') THEN TRY_CAST(value AS BIGINT) END;
CREATE OR REPLACE MACRO as_time(value) AS
  CASE WHEN regexp_full_match(value,
         '[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]{1,6})?)?')
       THEN TRY_CAST(value AS TIMESTAMP) END;

-- An average of money, exact: DuckDB divides decimals as doubles. Money has two decimals, seven
-- more make nine; half the divisor more rounds halves up. Nothing here is below zero.
CREATE OR REPLACE MACRO exact_average(amount, count) AS
  CAST((CAST(amount * 100 AS HUGEINT) * 10000000 * 2 + count) // (count * 2) AS DECIMAL(29, 0))
    * CAST(0.000000001 AS DECIMAL(9, 9));

CREATE OR REPLACE MACRO region_of(state) AS
  CASE WHEN state IN ('CA', 'OR', 'WA') THEN 'West'
       WHEN state IN ('NY', 'NJ', 'PA') THEN 'East'
       WHEN state IN ('TX', 'AZ', 'NM') THEN 'South'
       ELSE 'Other' END;

CREATE OR REPLACE MACRO instant(time) AS to_timestamp(0) + (time - TIMESTAMP '1970-01-01');

-- orders --------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE order_text AS
WITH raw AS (
  SELECT filename, row_number() OVER () AS number, text
  FROM read_csv([${orders}], auto_detect = false, header = false, filename = true, delim = '',
    quote = '', escape = '', parallel = false, max_line_size = 10000000,
    columns = {'text': 'VARCHAR'})
)
SELECT
  filename,
  row_number() OVER (PARTITION BY filename ORDER BY number) AS line,
  text,
  -- DuckDB takes NaN, commas before a bracket and repeated members for JSON, and any depth.
  CASE
    WHEN NOT json_valid(text) THEN false
    WHEN json_type(text) <> 'OBJECT' THEN false
    WHEN regexp_matches(text, '[:,\[]\s*-?(NaN|Infinity)|,\s*[\]}]') THEN false
    WHEN len(json_keys(text)) > len(list_distinct(json_keys(text))) THEN false
    ELSE NOT contains(text, repeat('[', 65))
  END AS is_json
FROM raw;

CREATE OR REPLACE TEMP TABLE order_record AS
WITH
  member AS (
    SELECT
      *,
      text ->> '$.order_id' AS id_text,
      text ->> '$.customer_id' AS customer_text,
      text ->> '$.order_timestamp' AS time_text,
      nullif(trim(regexp_extract(text, '"total_amount":\s*("[^"]*"|\[[^\]]*\]|[^,}]*)', 1), ' "'),
        'null') AS total_text,
      text ->> '$.payment_status' AS status,
      coalesce(nullif(json_type(text, '$.items'), 'NULL'), 'none') AS items_type,
      coalesce(nullif(json_type(text, '$.shipping_address'), 'NULL'), 'none') AS address_type,
      text -> '$.items' AS items_json
    FROM order_text
    WHERE is_json
  ),
  item AS (
    SELECT
      *,
      CASE WHEN items_type = 'ARRAY' THEN list_transform(
        CAST(items_json AS JSON[]), lambda one: {
          'is_object': json_type(one) = 'OBJECT',
          'product_id': one ->> '$.product_id',
          'quantity': one ->> '$.quantity',
          'unit_price': one ->> '$.unit_price'})
      END AS texts
    FROM member
  ),
  typed AS (
    SELECT
      parse_filename(filename) AS file,
      filename,
      line,
      text,
      id_text AS order_id,
      customer_text AS customer_id,
      as_time(time_text) AS order_timestamp,
      CASE WHEN NOT list_contains(list_transform(texts, lambda one: one.is_object), false)
        THEN list_transform(texts, lambda one: {
          'product_id': one.product_id,
          'quantity': as_whole(one.quantity),
          'unit_price': as_money(one.unit_price)}) END AS items,
      as_money(total_text) AS total_amount,
      status AS payment_status,
      text ->> '$.shipping_address.street' AS street,
      text ->> '$.shipping_address.city' AS city,
      text ->> '$.shipping_address.state' AS state,
      text ->> '$.shipping_address.zipcode' AS zipcode,
      text ->> '$.shipping_address.country' AS country,
      list_filter([
        CASE WHEN id_text IS NULL THEN 'order_id.required' END,
        CASE WHEN customer_text IS NULL THEN 'customer_id.required' END,
        CASE WHEN time_text IS NULL THEN 'order_timestamp.required'
             WHEN as_time(time_text) IS NULL THEN 'order_timestamp.type' END,
        CASE WHEN items_type NOT IN ('ARRAY', 'none')
               OR list_contains(list_transform(texts, lambda one: one.is_object), false)
             THEN 'items.type' END,
        CASE WHEN list_contains(list_transform(texts,
               lambda one: one.quantity IS NOT NULL AND as_whole(one.quantity) IS NULL), true)
             THEN 'items.quantity.type' END,
        CASE WHEN list_contains(list_transform(texts,
               lambda one: one.unit_price IS NOT NULL AND as_money(one.unit_price) IS NULL), true)
             THEN 'items.unit_price.type' END,
        CASE WHEN coalesce(total_text, '') = '' THEN 'total_amount.required'
             WHEN as_money(total_text) IS NULL THEN 'total_amount.type' END,
        CASE WHEN status NOT IN ('completed', 'pending', 'failed')
             THEN 'payment_status.validValues' END
      ], lambda rule: rule IS NOT NULL) AS field_rules,
      -- What is wrong with the shape of a record is said of it alone.
      CASE WHEN address_type NOT IN ('OBJECT', 'none') THEN 'record.notAnObject'
           WHEN len(list_filter(json_keys(text), lambda key: key NOT IN ('order_id',
             'customer_id', 'order_timestamp', 'items', 'total_amount', 'payment_status',
             'shipping_address'))) > 0 THEN 'record.unknownField' END AS shape_rule
    FROM item
  )
SELECT
  * EXCLUDE (field_rules, shape_rule),
  CASE WHEN shape_rule IS NULL THEN field_rules ELSE [shape_rule] END AS rules
FROM typed
UNION ALL BY NAME
SELECT parse_filename(filename) AS file, filename, line, text, ['record.json'] AS rules
FROM order_text
WHERE NOT is_json;

CREATE OR REPLACE TEMP TABLE order_sound AS
SELECT
  * EXCLUDE (rules),
  CAST(order_timestamp AS DATE) AS order_date,
  max(order_timestamp) OVER (PARTITION BY filename) AS file_time,
  coalesce(list_sum(list_transform(items, lambda one: one.quantity * one.unit_price)), 0.00)
    AS item_total
FROM order_record
WHERE rules = [];

CREATE OR REPLACE TEMP TABLE orders AS
SELECT *
FROM order_sound
QUALIFY row_number() OVER (
  PARTITION BY order_id ORDER BY order_timestamp DESC, text, file_time, filename, line) = 1;

CREATE OR REPLACE TEMP VIEW silver_orders AS
SELECT
  order_id,
  customer_id,
  instant(order_timestamp) AS order_timestamp,
  items,
  total_amount,
  payment_status,
  street,
  city,
  state,
  zipcode,
  country,
  instant(file_time) AS _file_time
FROM orders;

CREATE OR REPLACE TEMP TABLE settings AS
SELECT
  coalesce(TRY_CAST(nullif('${as_of}', '') AS DATE), (SELECT max(order_date) FROM orders))
    AS report_date,
  CAST(${cover_days} AS BIGINT) AS cover_days,
  30 AS inactive_days;

CREATE OR REPLACE TEMP TABLE sale AS
SELECT *
FROM orders
WHERE list_contains([${sale_statuses}], payment_status);

CREATE OR REPLACE TEMP TABLE order_line AS
WITH item AS (
  SELECT
    order_id,
    unnest(CASE WHEN len(items) > 0 THEN items
           ELSE [{'product_id': NULL, 'quantity': NULL, 'unit_price': NULL}] END) AS one,
    generate_subscripts(CASE WHEN len(items) > 0 THEN items
           ELSE [{'product_id': NULL, 'quantity': NULL, 'unit_price': NULL}] END, 1) AS line_number
  FROM orders
)
SELECT
  order_id,
  line_number,
  one.product_id AS product_id,
  one.quantity AS quantity,
  one.unit_price AS unit_price,
  one.quantity * one.unit_price AS line_total
FROM item;

-- dimensions ----------------------------------------------------------------------------------

-- The day of a file is that of the folder it lies in, if one of its folders is named for a day.
CREATE OR REPLACE MACRO day_of(path) AS
  TRY_CAST(nullif(regexp_extract(path, '/([0-9]{4}-[0-9]{2}-[0-9]{2})/[a-z]+/[^/]*$', 1), '') AS DATE);

CREATE OR REPLACE TEMP TABLE product_snapshot AS
SELECT
  coalesce(day_of(filename), min(day_of(filename)) OVER () - 1, DATE '2024-01-01') AS day,
  product_id, product_name, category, price, stock_level
FROM read_csv([${products}], auto_detect = false, header = true, filename = true, delim = ',',
  quote = '"', escape = '"', columns = {
    'product_id': 'VARCHAR', 'product_name': 'VARCHAR', 'category': 'VARCHAR',
    'price': 'DECIMAL(18, 2)', 'stock_level': 'BIGINT'});

CREATE OR REPLACE TEMP TABLE customer_snapshot AS
SELECT
  coalesce(day_of(filename), min(day_of(filename)) OVER () - 1, DATE '2024-01-01') AS day,
  customer_id, registration_date, customer_tier
FROM read_csv([${customers}], auto_detect = false, header = true, filename = true, delim = ',',
  quote = '"', escape = '"', columns = {
    'customer_id': 'VARCHAR', 'name': 'VARCHAR', 'email': 'VARCHAR', 'registration_date': 'DATE',
    'customer_tier': 'VARCHAR'});

-- A version is a run of snapshots that say the same of an id; one that lacks the id says nothing.
CREATE OR REPLACE TEMP TABLE product_version AS
WITH
  marked AS (
    SELECT
      *,
      (product_name, category, price) IS DISTINCT FROM
        lag((product_name, category, price)) OVER (PARTITION BY product_id ORDER BY day) AS is_new
    FROM product_snapshot
  ),
  numbered AS (
    SELECT
      *,
      count(*) FILTER (is_new) OVER (PARTITION BY product_id ORDER BY day) AS version
    FROM marked
  ),
  version AS (
    SELECT
      product_id, version, product_name, category, price,
      arg_max(stock_level, day) AS stock_level,
      min(day) AS since
    FROM numbered
    GROUP BY ALL
  )
SELECT
  product_id, product_name, category, price, stock_level,
  CASE WHEN version = 1 THEN DATE '0001-01-01' ELSE since END AS valid_from,
  lead(since) OVER (PARTITION BY product_id ORDER BY version) AS valid_to
FROM version;

CREATE OR REPLACE TEMP TABLE customer_version AS
WITH
  marked AS (
    SELECT
      *,
      (registration_date, customer_tier) IS DISTINCT FROM
        lag((registration_date, customer_tier)) OVER (PARTITION BY customer_id ORDER BY day)
        AS is_new
    FROM customer_snapshot
  ),
  numbered AS (
    SELECT
      *,
      count(*) FILTER (is_new) OVER (PARTITION BY customer_id ORDER BY day) AS version
    FROM marked
  ),
  version AS (
    SELECT customer_id, version, registration_date, customer_tier, min(day) AS since
    FROM numbered
    GROUP BY ALL
  )
SELECT
  customer_id, registration_date, customer_tier,
  CASE WHEN version = 1 THEN DATE '0001-01-01' ELSE since END AS valid_from,
  lead(since) OVER (PARTITION BY customer_id ORDER BY version) AS valid_to
FROM version;

CREATE OR REPLACE TEMP TABLE fact AS
SELECT
  orders.order_id,
  line_number,
  orders.customer_id,
  coalesce(customer_tier, 'Unknown') AS customer_tier,
  order_line.product_id,
  product_name,
  coalesce(category, 'Unknown') AS category,
  price AS list_price,
  quantity,
  unit_price,
  line_total,
  total_amount AS order_total,
  payment_status,
  order_date,
  hour(order_timestamp) AS order_hour,
  city,
  state,
  country,
  region_of(state) AS region
FROM orders
JOIN order_line USING (order_id)
LEFT JOIN customer_version
  ON orders.customer_id = customer_version.customer_id
  AND customer_version.valid_from <= order_date
  AND (customer_version.valid_to IS NULL OR order_date < customer_version.valid_to)
LEFT JOIN product_version
  ON order_line.product_id = product_version.product_id
  AND product_version.valid_from <= order_date
  AND (product_version.valid_to IS NULL OR order_date < product_version.valid_to)
