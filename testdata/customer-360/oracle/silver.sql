-- The nine files of customer-360 as silver should hold them, read by DuckDB alone: an independent
-- opinion for tests. ${input} is the folder of the files. It leaves, for each dataset,
--   <dataset>_record  one row per record of the file, its line and the rules it breaks
--   <dataset>         one row per key: the records that break none, duplicates removed
-- and, for the tables that count sales,
--   sale_status       the statuses of orders that are sales: ${statuses}, with commas
--
-- How the reader is made to see dirt: every column is text; nothing equals the null text, so that
-- an empty field is '' and a missing one is null; one column more than the header catches records
-- that are too long. Blank lines are skipped by DuckDB and would shift the line numbers.

CREATE OR REPLACE MACRO as_text(value) AS nullif(trim(value, ' 	
'), '');
CREATE OR REPLACE MACRO is_absent(value) AS as_text(value) IS NULL;
CREATE OR REPLACE MACRO as_dollars(value) AS
  CASE WHEN regexp_full_match(value,
         '([+-]?([$] ?)?|[$] ?[+-])([0-9]+|[0-9]{1,3}(,[0-9]{3})+)([.][0-9]{1,2})?( ?[$])?')
       THEN translate(value, '$, ', '') END;
CREATE OR REPLACE MACRO as_amount(value) AS TRY_CAST(as_dollars(as_text(value)) AS DECIMAL(18, 2));
CREATE OR REPLACE MACRO as_price(value) AS TRY_CAST(as_dollars(as_text(value)) AS DECIMAL(10, 2));
CREATE OR REPLACE MACRO as_whole(value) AS
  CASE WHEN regexp_full_match(as_text(value), '[+-]?[0-9]+')
       THEN TRY_CAST(as_text(value) AS BIGINT) END;
CREATE OR REPLACE MACRO as_time(value) AS
  CASE WHEN regexp_full_match(as_text(value), '[0-9]{4}(-[0-9]{2}){2} ([01][0-9]|2[0-3])(:[0-9]{2}){2}')
       THEN TRY_CAST(as_text(value) AS TIMESTAMP) END;
CREATE OR REPLACE MACRO as_day(value) AS
  CASE WHEN regexp_full_match(as_text(value), '[0-9]{4}-[0-9]{2}-[0-9]{2}')
       THEN TRY_CAST(as_text(value) AS DATE) END;

-- A record starts on the line after those that the records before it fill.
CREATE OR REPLACE MACRO line_breaks(value) AS length(value) - length(replace(value, chr(10), ''));

-- An average, exact: DuckDB divides decimals as doubles. Cents have two decimals, seven more make
-- nine; half the divisor more rounds halves up, and down if they are below zero.
CREATE OR REPLACE MACRO exact_average(amount, count) AS
  CAST(sign(amount) * ((abs(CAST(amount * 100 AS HUGEINT)) * 10000000 * 2 + count) // (count * 2))
       AS DECIMAL(29, 0)) * CAST(0.000000001 AS DECIMAL(9, 9));

CREATE OR REPLACE TEMP TABLE sale_status AS
SELECT unnest(string_split('${statuses}', ',')) AS status;

-- customers ---------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE customers_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/Customers.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'customer_id': 'VARCHAR',
      'name': 'VARCHAR',
      'email': 'VARCHAR',
      'address': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      customer_id, name, email, address)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(customer_id) AS customer_id,
  as_text(name) AS name,
  as_text(email) AS email,
  as_text(address) AS address,
  address IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN NOT is_absent(customer_id) AND as_whole(customer_id) IS NULL
      THEN 'customer_id.type' END,
    CASE WHEN is_absent(name) THEN 'name.required' END,
    CASE WHEN is_absent(email) THEN 'email.required' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE customers AS
SELECT * EXCLUDE (is_short, rules)
FROM customers_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY customer_id
  ORDER BY
    name NULLS FIRST, email NULLS FIRST, address NULLS FIRST, line) = 1;

-- products ----------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE products_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/Products.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'product_id': 'VARCHAR',
      'name': 'VARCHAR',
      'category': 'VARCHAR',
      'price': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      product_id, name, category, price)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(product_id) AS product_id,
  as_text(name) AS name,
  as_text(category) AS category,
  as_price(price) AS price,
  price IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(product_id) THEN 'product_id.required' END,
    CASE WHEN NOT is_absent(product_id) AND as_whole(product_id) IS NULL
      THEN 'product_id.type' END,
    CASE WHEN is_absent(name) THEN 'name.required' END,
    CASE WHEN is_absent(category) THEN 'category.required' END,
    CASE WHEN is_absent(price) THEN 'price.required' END,
    CASE WHEN NOT is_absent(price) AND as_price(price) IS NULL
      THEN 'price.type' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE products AS
SELECT * EXCLUDE (is_short, rules)
FROM products_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY product_id
  ORDER BY
    name NULLS FIRST, category NULLS FIRST, price NULLS FIRST, line) = 1;

-- stores ------------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE stores_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/Stores.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'store_id': 'VARCHAR',
      'location': 'VARCHAR',
      'manager': 'VARCHAR',
      'open_hours': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      store_id, location, manager, open_hours)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(store_id) AS store_id,
  as_text(location) AS location,
  as_text(manager) AS manager,
  as_text(open_hours) AS open_hours,
  open_hours IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(store_id) THEN 'store_id.required' END,
    CASE WHEN NOT is_absent(store_id) AND as_whole(store_id) IS NULL
      THEN 'store_id.type' END,
    CASE WHEN is_absent(location) THEN 'location.required' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE stores AS
SELECT * EXCLUDE (is_short, rules)
FROM stores_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY store_id
  ORDER BY
    location NULLS FIRST, manager NULLS FIRST, open_hours NULLS FIRST, line) = 1;

-- agents ------------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE agents_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/Agents.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'agent_id': 'VARCHAR',
      'name': 'VARCHAR',
      'department': 'VARCHAR',
      'shift': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      agent_id, name, department, shift)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(agent_id) AS agent_id,
  as_text(name) AS name,
  as_text(department) AS department,
  as_text(shift) AS shift,
  shift IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(agent_id) THEN 'agent_id.required' END,
    CASE WHEN NOT is_absent(agent_id) AND as_whole(agent_id) IS NULL
      THEN 'agent_id.type' END,
    CASE WHEN is_absent(name) THEN 'name.required' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE agents AS
SELECT * EXCLUDE (is_short, rules)
FROM agents_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY agent_id
  ORDER BY
    name NULLS FIRST, department NULLS FIRST, shift NULLS FIRST, line) = 1;

-- online_transactions -----------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE online_transactions_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/OnlineTransactions.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'order_id': 'VARCHAR',
      'customer_id': 'VARCHAR',
      'product_id': 'VARCHAR',
      'date_time': 'VARCHAR',
      'payment_method': 'VARCHAR',
      'amount': 'VARCHAR',
      'status': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      order_id, customer_id, product_id, date_time, payment_method, amount, status)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(order_id) AS order_id,
  as_whole(customer_id) AS customer_id,
  as_whole(product_id) AS product_id,
  as_time(date_time) AS date_time,
  as_text(payment_method) AS payment_method,
  as_amount(amount) AS amount,
  as_text(status) AS status,
  status IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(order_id) THEN 'order_id.required' END,
    CASE WHEN NOT is_absent(order_id) AND as_whole(order_id) IS NULL
      THEN 'order_id.type' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN NOT is_absent(customer_id) AND as_whole(customer_id) IS NULL
      THEN 'customer_id.type' END,
    CASE WHEN is_absent(product_id) THEN 'product_id.required' END,
    CASE WHEN NOT is_absent(product_id) AND as_whole(product_id) IS NULL
      THEN 'product_id.type' END,
    CASE WHEN NOT is_absent(date_time) AND as_time(date_time) IS NULL
      THEN 'date_time.type' END,
    CASE WHEN is_absent(amount) THEN 'amount.required' END,
    CASE WHEN NOT is_absent(amount) AND as_amount(amount) IS NULL
      THEN 'amount.type' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE online_transactions AS
SELECT * EXCLUDE (is_short, rules)
FROM online_transactions_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY order_id
  ORDER BY
    customer_id NULLS FIRST, product_id NULLS FIRST, date_time NULLS FIRST,
    payment_method NULLS FIRST, amount NULLS FIRST, status NULLS FIRST, line) = 1;

-- in_store_transactions ---------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE in_store_transactions_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/InStoreTransactions.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'transaction_id': 'VARCHAR',
      'customer_id': 'VARCHAR',
      'store_id': 'VARCHAR',
      'date_time': 'VARCHAR',
      'amount': 'VARCHAR',
      'payment_method': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      transaction_id, customer_id, store_id, date_time, amount, payment_method)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(transaction_id) AS transaction_id,
  as_whole(customer_id) AS customer_id,
  as_whole(store_id) AS store_id,
  as_time(date_time) AS date_time,
  as_amount(amount) AS amount,
  as_text(payment_method) AS payment_method,
  payment_method IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(transaction_id) THEN 'transaction_id.required' END,
    CASE WHEN NOT is_absent(transaction_id) AND as_whole(transaction_id) IS NULL
      THEN 'transaction_id.type' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN NOT is_absent(customer_id) AND as_whole(customer_id) IS NULL
      THEN 'customer_id.type' END,
    CASE WHEN is_absent(store_id) THEN 'store_id.required' END,
    CASE WHEN NOT is_absent(store_id) AND as_whole(store_id) IS NULL
      THEN 'store_id.type' END,
    CASE WHEN NOT is_absent(date_time) AND as_time(date_time) IS NULL
      THEN 'date_time.type' END,
    CASE WHEN is_absent(amount) THEN 'amount.required' END,
    CASE WHEN NOT is_absent(amount) AND as_amount(amount) IS NULL
      THEN 'amount.type' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE in_store_transactions AS
SELECT * EXCLUDE (is_short, rules)
FROM in_store_transactions_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY transaction_id
  ORDER BY
    customer_id NULLS FIRST, store_id NULLS FIRST, date_time NULLS FIRST, amount NULLS FIRST,
    payment_method NULLS FIRST, line) = 1;

-- customer_service_interactions -------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE customer_service_interactions_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/CustomerServiceInteractions.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'interaction_id': 'VARCHAR',
      'customer_id': 'VARCHAR',
      'date_time': 'VARCHAR',
      'agent_id': 'VARCHAR',
      'issue_type': 'VARCHAR',
      'resolution_status': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      interaction_id, customer_id, date_time, agent_id, issue_type, resolution_status)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(interaction_id) AS interaction_id,
  as_whole(customer_id) AS customer_id,
  as_time(date_time) AS date_time,
  as_whole(agent_id) AS agent_id,
  as_text(issue_type) AS issue_type,
  as_text(resolution_status) AS resolution_status,
  resolution_status IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(interaction_id) THEN 'interaction_id.required' END,
    CASE WHEN NOT is_absent(interaction_id) AND as_whole(interaction_id) IS NULL
      THEN 'interaction_id.type' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN NOT is_absent(customer_id) AND as_whole(customer_id) IS NULL
      THEN 'customer_id.type' END,
    CASE WHEN NOT is_absent(date_time) AND as_time(date_time) IS NULL
      THEN 'date_time.type' END,
    CASE WHEN is_absent(agent_id) THEN 'agent_id.required' END,
    CASE WHEN NOT is_absent(agent_id) AND as_whole(agent_id) IS NULL
      THEN 'agent_id.type' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE customer_service_interactions AS
SELECT * EXCLUDE (is_short, rules)
FROM customer_service_interactions_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY interaction_id
  ORDER BY
    customer_id NULLS FIRST, date_time NULLS FIRST, agent_id NULLS FIRST, issue_type NULLS FIRST,
    resolution_status NULLS FIRST, line) = 1;

-- loyalty_accounts --------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE loyalty_accounts_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/LoyaltyAccounts.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'loyalty_id': 'VARCHAR',
      'customer_id': 'VARCHAR',
      'points_earned': 'VARCHAR',
      'tier_level': 'VARCHAR',
      'join_date': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      loyalty_id, customer_id, points_earned, tier_level, join_date)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(loyalty_id) AS loyalty_id,
  as_whole(customer_id) AS customer_id,
  as_whole(points_earned) AS points_earned,
  as_text(tier_level) AS tier_level,
  as_day(join_date) AS join_date,
  join_date IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(loyalty_id) THEN 'loyalty_id.required' END,
    CASE WHEN NOT is_absent(loyalty_id) AND as_whole(loyalty_id) IS NULL
      THEN 'loyalty_id.type' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN NOT is_absent(customer_id) AND as_whole(customer_id) IS NULL
      THEN 'customer_id.type' END,
    CASE WHEN NOT is_absent(points_earned) AND as_whole(points_earned) IS NULL
      THEN 'points_earned.type' END,
    CASE WHEN NOT is_absent(join_date) AND as_day(join_date) IS NULL
      THEN 'join_date.type' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE loyalty_accounts AS
SELECT * EXCLUDE (is_short, rules)
FROM loyalty_accounts_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY loyalty_id
  ORDER BY
    customer_id NULLS FIRST, points_earned NULLS FIRST, tier_level NULLS FIRST,
    join_date NULLS FIRST, line) = 1;

-- loyalty_transactions ----------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE loyalty_transactions_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/LoyaltyTransactions.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
      'loyalty_id': 'VARCHAR',
      'date_time': 'VARCHAR',
      'points_change': 'VARCHAR',
      'reason': 'VARCHAR',
      '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      loyalty_id, date_time, points_change, reason)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_whole(loyalty_id) AS loyalty_id,
  as_time(date_time) AS date_time,
  as_whole(points_change) AS points_change,
  as_text(reason) AS reason,
  reason IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(loyalty_id) THEN 'loyalty_id.required' END,
    CASE WHEN NOT is_absent(loyalty_id) AND as_whole(loyalty_id) IS NULL
      THEN 'loyalty_id.type' END,
    CASE WHEN is_absent(date_time) THEN 'date_time.required' END,
    CASE WHEN NOT is_absent(date_time) AND as_time(date_time) IS NULL
      THEN 'date_time.type' END,
    CASE WHEN NOT is_absent(points_change) AND as_whole(points_change) IS NULL
      THEN 'points_change.type' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE loyalty_transactions AS
SELECT * EXCLUDE (is_short, rules)
FROM loyalty_transactions_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY loyalty_id, date_time
  ORDER BY
    points_change NULLS FIRST, reason NULLS FIRST, line) = 1;
