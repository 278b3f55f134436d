-- The five files of banking as silver should hold them, read by DuckDB alone: an independent
-- opinion for tests. ${input} is the folder of the files. It leaves, for each dataset,
--   <dataset>_record  one row per record of the file, its line and the rules it breaks
--   <dataset>         one row per key: the records that break none, duplicates removed
--
-- How the reader is made to see dirt: every column is text; nothing equals the null text, so that
-- an empty field is '' and a missing one is null; one column more than the header catches records
-- that are too long. Blank lines are skipped by DuckDB and would shift the line numbers.

CREATE OR REPLACE MACRO is_absent(value) AS coalesce(value, '') = '';
CREATE OR REPLACE MACRO as_text(value) AS nullif(value, '');
CREATE OR REPLACE MACRO as_amount(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+([.][0-9]{1,2})?')
       THEN TRY_CAST(value AS DECIMAL(18, 2)) END;
CREATE OR REPLACE MACRO as_rate(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+([.][0-9]{1,4})?')
       THEN TRY_CAST(value AS DECIMAL(9, 4)) END;
CREATE OR REPLACE MACRO as_whole(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+') THEN TRY_CAST(value AS BIGINT) END;
CREATE OR REPLACE MACRO as_day(value) AS
  CASE WHEN regexp_full_match(value, '[0-9]{4}-[0-9]{2}-[0-9]{2}')
       THEN TRY_CAST(value AS DATE) END;

-- A record starts on the line after those that the records before it fill.
CREATE OR REPLACE MACRO line_breaks(value) AS length(value) - length(replace(value, chr(10), ''));

-- customers -----------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE customers_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/customers.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
               'customer_id': 'VARCHAR',
               'first_name': 'VARCHAR',
               'last_name': 'VARCHAR',
               'address': 'VARCHAR',
               'city': 'VARCHAR',
               'state': 'VARCHAR',
               'zip': 'VARCHAR',
               '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      customer_id, first_name, last_name, address,
      city, state, zip)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_text(customer_id) AS customer_id,
  as_text(first_name) AS first_name,
  as_text(last_name) AS last_name,
  as_text(address) AS address,
  as_text(city) AS city,
  as_text(state) AS state,
  as_text(zip) AS zip,
  zip IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN is_absent(first_name) THEN 'first_name.required' END,
    CASE WHEN is_absent(last_name) THEN 'last_name.required' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE customers AS
SELECT * EXCLUDE (is_short, rules)
FROM customers_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY customer_id
  ORDER BY
    first_name NULLS FIRST, last_name NULLS FIRST, address NULLS FIRST, city NULLS FIRST,
    state NULLS FIRST, zip NULLS FIRST, line) = 1;

-- accounts ------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE accounts_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/accounts.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
               'account_id': 'VARCHAR',
               'customer_id': 'VARCHAR',
               'account_type': 'VARCHAR',
               'balance': 'VARCHAR',
               '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      account_id, customer_id,
      account_type, balance)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_text(account_id) AS account_id,
  as_text(customer_id) AS customer_id,
  as_text(account_type) AS account_type,
  as_amount(balance) AS balance,
  balance IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(account_id) THEN 'account_id.required' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN is_absent(balance) THEN 'balance.required' END,
    CASE WHEN NOT is_absent(balance) AND as_amount(balance) IS NULL THEN 'balance.type' END,
    CASE WHEN as_amount(balance) < 0 THEN 'balance.minimum' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE accounts AS
SELECT * EXCLUDE (is_short, rules)
FROM accounts_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY account_id
  ORDER BY customer_id NULLS FIRST, account_type NULLS FIRST, balance NULLS FIRST, line) = 1;

-- loans ---------------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE loans_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/loans.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
               'loan_id': 'VARCHAR',
               'customer_id': 'VARCHAR',
               'loan_amount': 'VARCHAR',
               'interest_rate': 'VARCHAR',
               'loan_term': 'VARCHAR',
               '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      loan_id, customer_id, loan_amount,
      interest_rate, loan_term)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_text(loan_id) AS loan_id,
  as_text(customer_id) AS customer_id,
  as_amount(loan_amount) AS loan_amount,
  as_rate(interest_rate) AS interest_rate,
  as_whole(loan_term) AS loan_term,
  loan_term IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(loan_id) THEN 'loan_id.required' END,
    CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
    CASE WHEN is_absent(loan_amount) THEN 'loan_amount.required' END,
    CASE WHEN NOT is_absent(loan_amount)
      AND as_amount(loan_amount) IS NULL THEN 'loan_amount.type' END,
    CASE WHEN as_amount(loan_amount) <= 0 THEN 'loan_amount.exclusiveMinimum' END,
    CASE WHEN is_absent(interest_rate) THEN 'interest_rate.required' END,
    CASE WHEN NOT is_absent(interest_rate)
      AND as_rate(interest_rate) IS NULL THEN 'interest_rate.type' END,
    CASE WHEN as_rate(interest_rate) <= 0 THEN 'interest_rate.exclusiveMinimum' END,
    CASE WHEN NOT is_absent(loan_term) AND as_whole(loan_term) IS NULL THEN 'loan_term.type' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE loans AS
SELECT * EXCLUDE (is_short, rules)
FROM loans_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY loan_id
  ORDER BY
    customer_id NULLS FIRST, loan_amount NULLS FIRST, interest_rate NULLS FIRST,
    loan_term NULLS FIRST, line) = 1;

-- loan_payments -------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE loan_payments_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/loan_payments.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
               'payment_id': 'VARCHAR',
               'loan_id': 'VARCHAR',
               'payment_date': 'VARCHAR',
               'payment_amount': 'VARCHAR',
               '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      payment_id, loan_id,
      payment_date, payment_amount)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_text(payment_id) AS payment_id,
  as_text(loan_id) AS loan_id,
  as_day(payment_date) AS payment_date,
  as_amount(payment_amount) AS payment_amount,
  payment_amount IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(payment_id) THEN 'payment_id.required' END,
    CASE WHEN is_absent(loan_id) THEN 'loan_id.required' END,
    CASE WHEN NOT is_absent(payment_date)
      AND as_day(payment_date) IS NULL THEN 'payment_date.type' END,
    CASE WHEN is_absent(payment_amount) THEN 'payment_amount.required' END,
    CASE WHEN NOT is_absent(payment_amount)
      AND as_amount(payment_amount) IS NULL THEN 'payment_amount.type' END,
    CASE WHEN as_amount(payment_amount) <= 0 THEN 'payment_amount.exclusiveMinimum' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE loan_payments AS
SELECT * EXCLUDE (is_short, rules)
FROM loan_payments_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY payment_id
  ORDER BY loan_id NULLS FIRST, payment_date NULLS FIRST, payment_amount NULLS FIRST, line) = 1;

-- transactions --------------------------------------------------------------------------------

CREATE OR REPLACE TEMP TABLE transactions_record AS
WITH raw AS (
  SELECT *, row_number() OVER () AS record
  FROM read_csv('${input}/transactions.csv', auto_detect = false, header = false, skip = 1,
    delim = ',', quote = '"', escape = '"', nullstr = 'nothing is this text',
    null_padding = true, strict_mode = false, parallel = false,
    columns = {
               'transaction_id': 'VARCHAR',
               'account_id': 'VARCHAR',
               'transaction_date': 'VARCHAR',
               'transaction_amount': 'VARCHAR',
               'transaction_type': 'VARCHAR',
               '_more': 'VARCHAR'})
)
SELECT
  CAST(1 + record + coalesce(sum(line_breaks(concat(
      transaction_id, account_id, transaction_date,
      transaction_amount, transaction_type)))
    OVER (ORDER BY record ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) AS line,
  as_text(transaction_id) AS transaction_id,
  as_text(account_id) AS account_id,
  as_day(transaction_date) AS transaction_date,
  as_amount(transaction_amount) AS transaction_amount,
  as_text(transaction_type) AS transaction_type,
  transaction_type IS NULL AS is_short,
  list_filter([
    CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
    CASE WHEN is_absent(transaction_id) THEN 'transaction_id.required' END,
    CASE WHEN is_absent(account_id) THEN 'account_id.required' END,
    CASE WHEN NOT is_absent(transaction_date)
      AND as_day(transaction_date) IS NULL THEN 'transaction_date.type' END,
    CASE WHEN is_absent(transaction_amount) THEN 'transaction_amount.required' END,
    CASE WHEN NOT is_absent(transaction_amount)
      AND as_amount(transaction_amount) IS NULL THEN 'transaction_amount.type' END,
    CASE WHEN as_amount(transaction_amount) <= 0 THEN 'transaction_amount.exclusiveMinimum' END
  ], lambda rule: rule IS NOT NULL) AS rules
FROM raw;

CREATE OR REPLACE TEMP TABLE transactions AS
SELECT * EXCLUDE (is_short, rules)
FROM transactions_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY transaction_id
  ORDER BY
    account_id NULLS FIRST, transaction_date NULLS FIRST, transaction_amount NULLS FIRST,
    -- as the contract maps it: of two rows, that which silver would sort first
    CASE WHEN transaction_type IN ('Deposit', 'Withdrawal') THEN lower(transaction_type)
         ELSE transaction_type END NULLS FIRST, line) = 1;
