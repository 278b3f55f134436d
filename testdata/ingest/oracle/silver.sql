-- The three files as silver should hold them, cleaned by DuckDB alone. ${input} is their folder.
-- It leaves, for each dataset,
--   <dataset>_record  one row per record, its line, the rules it breaks, and those it only warns of
--   <dataset>         one row per key: the records that break no rule, duplicates removed
-- Every column is read as text; no value holds a line break, so a record is a line.

CREATE OR REPLACE MACRO word(value) AS nullif(trim(value), '');
CREATE OR REPLACE MACRO is_number(value) AS regexp_full_match(value, '-?[0-9]+([.][0-9]{1,2})?');
CREATE OR REPLACE MACRO money(value) AS
  CASE WHEN is_number(value) THEN CAST(value AS DECIMAL(12, 2)) END;
-- A day is written 2024-12-31 or 12/31/2024, which a pattern tells apart.
CREATE OR REPLACE MACRO day(value) AS
  CASE
    WHEN regexp_full_match(value, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(value AS DATE)
    WHEN regexp_full_match(value, '[0-9]{2}/[0-9]{2}/[0-9]{4}')
      THEN TRY_CAST(value[7:10] || '-' || value[1:2] || '-' || value[4:5] AS DATE)
  END;
CREATE OR REPLACE MACRO only_broken(rules) AS list_filter(rules, lambda rule: rule IS NOT NULL);

CREATE OR REPLACE TEMP TABLE accounts_record AS
WITH
  raw AS (
    SELECT row_number() OVER () + 1 AS line, *
    FROM read_csv('${input}/accounts.csv', header = true, all_varchar = true, delim = ',',
      quote = '"', parallel = false)
  ),
  clean AS (
    SELECT
      line,
      word(account_id) AS account_id,
      word(customer_id) AS customer_id,
      CASE lower(word(account_type)) WHEN 'chekcing' THEN 'checking'
        ELSE lower(word(account_type)) END AS account_type,
      word(open_date) AS open_text,
      day(word(open_date)) AS open_date,
      nullif(word(credit_limit), '-999') AS limit_text,
      money(nullif(word(credit_limit), '-999')) AS credit_limit,
      lower(word(status)) AS status,
      word(branch_code) AS branch_code
    FROM raw
  )
SELECT
  *,
  only_broken([
    CASE WHEN account_id IS NULL THEN 'account_id.required' END,
    CASE WHEN account_id NOT SIMILAR TO 'ACC-[0-9]{8}' THEN 'account_id.pattern' END,
    CASE WHEN customer_id IS NULL THEN 'customer_id.required' END,
    CASE WHEN customer_id NOT SIMILAR TO 'CUST-[0-9]{7}' THEN 'customer_id.pattern' END,
    CASE WHEN account_type IS NULL THEN 'account_type.required' END,
    CASE WHEN account_type NOT IN ('checking', 'savings', 'credit_card', 'loan')
      THEN 'account_type.validValues' END,
    CASE WHEN open_text IS NULL THEN 'open_date.required' END,
    CASE WHEN open_text IS NOT NULL AND open_date IS NULL THEN 'open_date.type' END,
    CASE WHEN limit_text IS NOT NULL AND credit_limit IS NULL THEN 'credit_limit.type' END,
    CASE WHEN credit_limit < 0 THEN 'credit_limit.minimum' END,
    CASE WHEN credit_limit > 50000 THEN 'credit_limit.maximum' END,
    CASE WHEN status IS NULL THEN 'status.required' END
  ]) AS rules,
  only_broken([
    CASE WHEN status NOT IN ('active', 'closed', 'suspended', 'dormant')
      THEN 'status.validValues' END,
    CASE WHEN branch_code NOT SIMILAR TO 'BR-1[0-9]{2}' THEN 'branch_code.pattern' END,
    CASE WHEN account_type IN ('checking', 'savings') AND credit_limit <> 0
      THEN 'accounts.deposits_have_no_credit' END
  ]) AS warnings
FROM clean;

CREATE OR REPLACE TEMP TABLE accounts AS
SELECT * EXCLUDE (open_text, limit_text, rules)
FROM accounts_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY account_id
  ORDER BY customer_id, account_type, open_date, credit_limit NULLS FIRST, status,
    branch_code NULLS FIRST, line) = 1;

CREATE OR REPLACE TEMP TABLE transactions_record AS
WITH
  raw AS (
    SELECT row_number() OVER () + 1 AS line, *
    FROM read_csv('${input}/transactions.csv', header = true, all_varchar = true, delim = ',',
      quote = '"', parallel = false)
  ),
  clean AS (
    SELECT
      line,
      word(transaction_id) AS transaction_id,
      word(account_id) AS account_id,
      word(transaction_date) AS date_text,
      day(word(transaction_date)) AS transaction_date,
      word(transaction_time) AS transaction_time,
      word(amount) AS amount_text,
      money(word(amount)) AS amount,
      CASE lower(word(transaction_type)) WHEN 'pruchase' THEN 'purchase'
        ELSE lower(word(transaction_type)) END AS transaction_type,
      lower(word(merchant_category)) AS merchant_category,
      word(merchant_name) AS merchant_name,
      CASE lower(word(channel)) WHEN 'mobil' THEN 'mobile' ELSE lower(word(channel)) END AS channel
    FROM raw
  )
SELECT
  *,
  only_broken([
    CASE WHEN transaction_id IS NULL THEN 'transaction_id.required' END,
    CASE WHEN transaction_id NOT SIMILAR TO 'TXN-[0-9]{10}' THEN 'transaction_id.pattern' END,
    CASE WHEN account_id IS NULL THEN 'account_id.required' END,
    CASE WHEN date_text IS NULL THEN 'transaction_date.required' END,
    CASE WHEN date_text IS NOT NULL AND transaction_date IS NULL THEN 'transaction_date.type' END,
    CASE WHEN transaction_time NOT SIMILAR TO '[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?'
        OR transaction_time[1:2] > '23'
      THEN 'transaction_time.pattern' END,
    CASE WHEN amount_text IS NULL THEN 'amount.required' END,
    CASE WHEN amount_text IS NOT NULL AND amount IS NULL THEN 'amount.type' END,
    CASE WHEN amount <= -999999.99 THEN 'amount.exclusiveMinimum' END,
    CASE WHEN amount >= 999999.99 THEN 'amount.exclusiveMaximum' END,
    CASE WHEN transaction_type IS NULL THEN 'transaction_type.required' END,
    CASE WHEN transaction_type NOT IN
        ('purchase', 'withdrawal', 'deposit', 'transfer', 'fee', 'payment', 'interest')
      THEN 'transaction_type.validValues' END,
    CASE WHEN channel IS NULL THEN 'channel.required' END,
    CASE WHEN channel NOT IN ('online', 'mobile', 'atm', 'branch', 'phone')
      THEN 'channel.validValues' END
  ]) AS rules,
  only_broken([
    CASE WHEN (transaction_type = 'purchase') <> (merchant_category IS NOT NULL)
      THEN 'transactions.purchases_have_a_category' END
  ]) AS warnings
FROM clean;

CREATE OR REPLACE TEMP TABLE transactions AS
SELECT * EXCLUDE (date_text, amount_text, rules)
FROM transactions_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY transaction_id
  ORDER BY account_id, transaction_date, transaction_time NULLS FIRST, amount, transaction_type,
    merchant_category NULLS FIRST, merchant_name NULLS FIRST, channel, line) = 1;

CREATE OR REPLACE TEMP TABLE balances_record AS
WITH
  raw AS (
    SELECT row_number() OVER () + 1 AS line, *
    FROM read_csv('${input}/balances.csv', header = true, all_varchar = true, delim = ',',
      quote = '"', parallel = false)
  ),
  clean AS (
    SELECT
      line,
      word(account_id) AS account_id,
      word(balance_date) AS date_text,
      day(word(balance_date)) AS balance_date,
      nullif(word(available_balance), 'NaN') AS available_text,
      money(nullif(word(available_balance), 'NaN')) AS available_balance,
      word(ledger_balance) AS ledger_text,
      money(word(ledger_balance)) AS ledger_balance,
      word(overdraft_count) AS overdraft_text,
      CASE WHEN regexp_full_match(word(overdraft_count), '-?[0-9]+')
        THEN CAST(word(overdraft_count) AS BIGINT) END AS overdraft_count
    FROM raw
  )
SELECT
  *,
  only_broken([
    CASE WHEN account_id IS NULL THEN 'account_id.required' END,
    CASE WHEN date_text IS NULL THEN 'balance_date.required' END,
    CASE WHEN date_text IS NOT NULL AND balance_date IS NULL THEN 'balance_date.type' END,
    CASE WHEN available_text IS NULL THEN 'available_balance.required' END,
    CASE WHEN available_text IS NOT NULL AND available_balance IS NULL
      THEN 'available_balance.type' END,
    CASE WHEN ledger_text IS NULL THEN 'ledger_balance.required' END,
    CASE WHEN ledger_text IS NOT NULL AND ledger_balance IS NULL THEN 'ledger_balance.type' END,
    CASE WHEN overdraft_text IS NOT NULL AND overdraft_count IS NULL
      THEN 'overdraft_count.type' END,
    CASE WHEN overdraft_count < 0 THEN 'overdraft_count.minimum' END
  ]) AS rules,
  only_broken([
    CASE WHEN ledger_balance < available_balance THEN 'balances.ledger_covers_available' END
  ]) AS warnings
FROM clean;

CREATE OR REPLACE TEMP TABLE balances AS
SELECT * EXCLUDE (date_text, available_text, ledger_text, overdraft_text, rules)
FROM balances_record
WHERE len(rules) = 0
QUALIFY row_number() OVER (
  PARTITION BY account_id, balance_date
  ORDER BY available_balance, ledger_balance, overdraft_count NULLS FIRST, line) = 1;
