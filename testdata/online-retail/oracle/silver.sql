-- The lines of online-retail as silver should hold them, read by DuckDB alone: an independent
-- opinion for tests. ${input} is the folder of the files, ${as_of} a day or nothing, ${top_n} a
-- number. It leaves
--   sale_record  one row per record of the files, with file, line and the rules it breaks
--   sale         the records that break none, invoiced_at without a zone
--   sales        the same as silver has them
--   settings     as_of and top_n
--
-- How the reader is made to see dirt: every column is text; nothing equals the null text, so that
-- an empty field is '' and a missing one is null; one column more than the header catches records
-- that are too long. Blank lines are skipped by DuckDB and would shift the line numbers.

CREATE OR REPLACE MACRO as_text(value) AS nullif(trim(value, ' 	
' || chr(13)), '');
CREATE OR REPLACE MACRO as_price(value) AS
  CASE WHEN regexp_full_match(as_text(value), '-?[0-9]+([.][0-9]{1,3})?')
       THEN TRY_CAST(as_text(value) AS DECIMAL(18, 3)) END;
CREATE OR REPLACE MACRO as_whole(value) AS
  CASE WHEN regexp_full_match(as_text(value), '-?[0-9]+')
       THEN TRY_CAST(as_text(value) AS BIGINT) END;
CREATE OR REPLACE MACRO as_minute(value) AS
  CASE WHEN regexp_full_match(as_text(value),
         '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4} [0-9]{1,2}:[0-9]{2}')
       THEN try_strptime(as_text(value), '%m/%d/%Y %H:%M') END;

-- A record starts on the line after those that the records before it fill.
CREATE OR REPLACE MACRO line_breaks(value) AS length(value) - length(replace(value, chr(10), ''));

-- An average of prices, exact: DuckDB divides decimals as doubles. Prices have three decimals, six
-- more make nine; half the divisor more rounds halves up. Prices are not below zero.
CREATE OR REPLACE MACRO exact_average(amount, count) AS
  CAST((CAST(amount * 1000 AS HUGEINT) * 1000000 * 2 + count) // (count * 2) AS DECIMAL(29, 0))
    * CAST(0.000000001 AS DECIMAL(9, 9));

CREATE OR REPLACE TEMP TABLE raw AS
FROM read_csv('${input}/*.csv', auto_detect = false, header = false, skip = 1,
  encoding = 'latin-1', filename = true, delim = ',', quote = '"', escape = '"',
  nullstr = 'nothing is this text', null_padding = true, strict_mode = false, parallel = false,
  columns = {
    'invoice_no': 'VARCHAR',
    'stock_code': 'VARCHAR',
    'description': 'VARCHAR',
    'quantity': 'VARCHAR',
    'invoiced_at': 'VARCHAR',
    'unit_price': 'VARCHAR',
    'customer_id': 'VARCHAR',
    'country': 'VARCHAR',
    '_more': 'VARCHAR'});

CREATE OR REPLACE TEMP TABLE sale_record AS
SELECT
  parse_filename(filename) AS file,
  CAST(2 + coalesce(sum(1 + line_breaks(concat(
      invoice_no, stock_code, description, quantity, invoiced_at, unit_price, customer_id,
      country, _more)))
    OVER (PARTITION BY filename ORDER BY rowid
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_text(invoice_no) AS invoice_no,
  coalesce(as_text(stock_code), 'Unknown') AS stock_code,
  as_text(description) AS description,
  as_whole(quantity) AS quantity,
  as_minute(invoiced_at) AS invoiced_at,
  as_price(unit_price) AS unit_price,
  coalesce(as_text(customer_id), 'ANONYMOUS') AS customer_id,
  coalesce(as_text(country), 'Unknown') AS country,
  country IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN as_text(invoice_no) IS NULL THEN 'invoice_no.required' END,
    CASE WHEN as_text(quantity) IS NULL THEN 'quantity.required'
         WHEN as_whole(quantity) IS NULL THEN 'quantity.type'
         WHEN as_whole(quantity) <= 0 THEN 'quantity.exclusiveMinimum' END,
    CASE WHEN as_text(invoiced_at) IS NULL THEN 'invoiced_at.required'
         WHEN as_minute(invoiced_at) IS NULL THEN 'invoiced_at.type' END,
    CASE WHEN as_text(unit_price) IS NULL THEN 'unit_price.required'
         WHEN as_price(unit_price) IS NULL THEN 'unit_price.type'
         WHEN as_price(unit_price) <= 0 THEN 'unit_price.exclusiveMinimum' END,
    -- A rule over rows is asked only where every field could be read.
    CASE WHEN starts_with(as_text(invoice_no), 'C') AND _more IS NULL
           AND as_whole(quantity) IS NOT NULL AND as_minute(invoiced_at) IS NOT NULL
           AND as_price(unit_price) IS NOT NULL
         THEN 'sales.cancellation' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE sale AS
SELECT * EXCLUDE (is_short, rules), quantity * unit_price AS sales
FROM sale_record
WHERE rules = [];

CREATE OR REPLACE TEMP TABLE sales AS
SELECT
  line, invoice_no, stock_code, description, quantity,
  to_timestamp(epoch(invoiced_at)) AS invoiced_at, unit_price, customer_id, country
FROM sale;

CREATE OR REPLACE TEMP TABLE settings AS
SELECT
  coalesce(
    TRY_CAST(nullif('${as_of}', '') AS DATE),
    (SELECT max(CAST(invoiced_at AS DATE)) + 1 FROM sale)) AS as_of,
  CAST('${top_n}' AS BIGINT) AS top_n
