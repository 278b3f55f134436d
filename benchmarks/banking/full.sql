-- banking in DuckDB, doing what Assay does: exact decimals, every broken rule of every record kept
-- with its line, one row per key chosen by its values, orphans reported. ${input} and ${output} are
-- folders.
--
-- Every column is read as text, and one more than the header has, so that no record is lost: an
-- empty field is '', a missing one null, a record that is too long has a value in _more. With
-- null_padding and quoted line breaks DuckDB reads a file by one thread: the price of seeing every
-- record.

CREATE MACRO is_absent(value) AS value IS NULL OR value = '';
CREATE MACRO as_money(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+([.][0-9]{1,2})?')
       THEN TRY_CAST(value AS DECIMAL(18, 2)) END;
CREATE MACRO as_rate(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+([.][0-9]{1,4})?')
       THEN TRY_CAST(value AS DECIMAL(9, 4)) END;
CREATE MACRO as_whole(value) AS
  CASE WHEN regexp_full_match(value, '-?[0-9]+') THEN TRY_CAST(value AS INTEGER) END;
CREATE MACRO as_day(value) AS
  CASE WHEN regexp_full_match(value, '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN TRY_CAST(value AS DATE) END;
CREATE MACRO line_breaks(value) AS
  CASE WHEN contains(value, chr(10))
       THEN length(value) - length(replace(value, chr(10), '')) ELSE 0 END;

-- customers -----------------------------------------------------------------------------------

CREATE TEMP TABLE customers_record AS
WITH
  raw AS (
    FROM read_csv('${input}/customers.csv', auto_detect = false, header = false, skip = 1, delim = ',',
      quote = '"', escape = '"', nullstr = 'nothing is this text', null_padding = true,
      strict_mode = false, parallel = false, columns = {
      'customer_id': 'VARCHAR', 'first_name': 'VARCHAR', 'last_name': 'VARCHAR',
      'address': 'VARCHAR', 'city': 'VARCHAR', 'state': 'VARCHAR',
      'zip': 'VARCHAR', '_more': 'VARCHAR'})
  ),
  counted AS (
    SELECT
      *,
      line_breaks(concat(customer_id, first_name, last_name, address, city, state, zip)) AS breaks
    FROM raw
  ),
  placed AS (
    SELECT
      * EXCLUDE (breaks),
      1 + row_number() OVER () + sum(breaks) OVER (ROWS UNBOUNDED PRECEDING) - breaks AS line
    FROM counted
  )
SELECT
  *,
  coalesce(_more IS NULL AND customer_id <> '' AND first_name <> ''
    AND last_name <> '', false) AS is_sound
FROM placed;

COPY (
  SELECT
    line,
    [customer_id, first_name, last_name, address, city, state, zip] AS fields,
    list_filter([
      CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
      CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
      CASE WHEN is_absent(first_name) THEN 'first_name.required' END,
      CASE WHEN is_absent(last_name) THEN 'last_name.required' END,
      CASE WHEN zip IS NULL THEN 'record.tooFewFields' END
    ], lambda rule: rule IS NOT NULL) AS rules
  FROM customers_record
  WHERE NOT is_sound OR zip IS NULL
) TO '${output}/rejects/customers.parquet';

CREATE TEMP TABLE customers AS
SELECT
  customer_id,
  first_name,
  last_name,
  nullif(address, '') AS address,
  nullif(city, '') AS city,
  nullif(state, '') AS state,
  nullif(zip, '') AS zip,
  line
FROM customers_record
WHERE is_sound
QUALIFY row_number() OVER (
  PARTITION BY customer_id
  ORDER BY
    first_name NULLS FIRST, last_name NULLS FIRST, address NULLS FIRST, city NULLS FIRST,
    state NULLS FIRST, zip NULLS FIRST, line) = 1;

COPY (
  SELECT gave_way.customer_id, gave_way.line, customers.line AS winner_line
  FROM customers_record AS gave_way
  JOIN customers USING (customer_id)
  WHERE is_sound AND gave_way.line <> customers.line
) TO '${output}/rejects/customers_duplicates.parquet';
DROP TABLE customers_record;
COPY customers TO '${output}/silver/customers/part.parquet';

-- accounts ------------------------------------------------------------------------------------

CREATE TEMP TABLE accounts_record AS
WITH
  raw AS (
    FROM read_csv('${input}/accounts.csv', auto_detect = false, header = false, skip = 1, delim = ',',
      quote = '"', escape = '"', nullstr = 'nothing is this text', null_padding = true,
      strict_mode = false, parallel = false, columns = {
      'account_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'account_type': 'VARCHAR',
      'balance': 'VARCHAR', '_more': 'VARCHAR'})
  ),
  counted AS (
    SELECT *, line_breaks(concat(account_id, customer_id, account_type, balance)) AS breaks
    FROM raw
  ),
  placed AS (
    SELECT
      * EXCLUDE (breaks),
      1 + row_number() OVER () + sum(breaks) OVER (ROWS UNBOUNDED PRECEDING) - breaks AS line
    FROM counted
  )
SELECT
  *,
  as_money(balance) AS balance_,
  coalesce(_more IS NULL AND account_id <> '' AND customer_id <> ''
    AND balance_ >= 0, false) AS is_sound
FROM placed;

COPY (
  SELECT
    line,
    [account_id, customer_id, account_type, balance] AS fields,
    list_filter([
      CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
      CASE WHEN is_absent(account_id) THEN 'account_id.required' END,
      CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
      CASE WHEN is_absent(balance) THEN 'balance.required' END,
      CASE WHEN balance_ IS NULL AND NOT is_absent(balance) THEN 'balance.type' END,
      CASE WHEN balance_ < 0 THEN 'balance.minimum' END,
      CASE WHEN balance IS NULL THEN 'record.tooFewFields' END
    ], lambda rule: rule IS NOT NULL) AS rules
  FROM accounts_record
  WHERE NOT is_sound OR balance IS NULL
) TO '${output}/rejects/accounts.parquet';

CREATE TEMP TABLE accounts AS
SELECT
  account_id,
  customer_id,
  nullif(account_type, '') AS account_type,
  balance_ AS balance,
  line
FROM accounts_record
WHERE is_sound
QUALIFY row_number() OVER (
  PARTITION BY account_id
  ORDER BY customer_id NULLS FIRST, account_type NULLS FIRST, balance_ NULLS FIRST, line) = 1;

COPY (
  SELECT gave_way.account_id, gave_way.line, accounts.line AS winner_line
  FROM accounts_record AS gave_way
  JOIN accounts USING (account_id)
  WHERE is_sound AND gave_way.line <> accounts.line
) TO '${output}/rejects/accounts_duplicates.parquet';
DROP TABLE accounts_record;
COPY accounts TO '${output}/silver/accounts/part.parquet';

-- loans ---------------------------------------------------------------------------------------

CREATE TEMP TABLE loans_record AS
WITH
  raw AS (
    FROM read_csv('${input}/loans.csv', auto_detect = false, header = false, skip = 1, delim = ',',
      quote = '"', escape = '"', nullstr = 'nothing is this text', null_padding = true,
      strict_mode = false, parallel = false, columns = {
      'loan_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'loan_amount': 'VARCHAR',
      'interest_rate': 'VARCHAR', 'loan_term': 'VARCHAR', '_more': 'VARCHAR'})
  ),
  counted AS (
    SELECT
      *,
      line_breaks(concat(loan_id, customer_id, loan_amount, interest_rate, loan_term)) AS breaks
    FROM raw
  ),
  placed AS (
    SELECT
      * EXCLUDE (breaks),
      1 + row_number() OVER () + sum(breaks) OVER (ROWS UNBOUNDED PRECEDING) - breaks AS line
    FROM counted
  )
SELECT
  *,
  as_money(loan_amount) AS loan_amount_,
  as_rate(interest_rate) AS interest_rate_,
  as_whole(loan_term) AS loan_term_,
  coalesce(_more IS NULL AND loan_id <> '' AND customer_id <> '' AND loan_amount_ > 0
    AND interest_rate_ > 0
    AND (loan_term_ IS NOT NULL OR is_absent(loan_term)), false) AS is_sound
FROM placed;

COPY (
  SELECT
    line,
    [loan_id, customer_id, loan_amount, interest_rate, loan_term] AS fields,
    list_filter([
      CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
      CASE WHEN is_absent(loan_id) THEN 'loan_id.required' END,
      CASE WHEN is_absent(customer_id) THEN 'customer_id.required' END,
      CASE WHEN is_absent(loan_amount) THEN 'loan_amount.required' END,
      CASE WHEN loan_amount_ IS NULL AND NOT is_absent(loan_amount) THEN 'loan_amount.type' END,
      CASE WHEN loan_amount_ <= 0 THEN 'loan_amount.exclusiveMinimum' END,
      CASE WHEN is_absent(interest_rate) THEN 'interest_rate.required' END,
      CASE WHEN interest_rate_ IS NULL
        AND NOT is_absent(interest_rate) THEN 'interest_rate.type' END,
      CASE WHEN interest_rate_ <= 0 THEN 'interest_rate.exclusiveMinimum' END,
      CASE WHEN loan_term_ IS NULL AND NOT is_absent(loan_term) THEN 'loan_term.type' END,
      CASE WHEN loan_term IS NULL THEN 'record.tooFewFields' END
    ], lambda rule: rule IS NOT NULL) AS rules
  FROM loans_record
  WHERE NOT is_sound OR loan_term IS NULL
) TO '${output}/rejects/loans.parquet';

CREATE TEMP TABLE loans AS
SELECT
  loan_id,
  customer_id,
  loan_amount_ AS loan_amount,
  interest_rate_ AS interest_rate,
  loan_term_ AS loan_term,
  line
FROM loans_record
WHERE is_sound
QUALIFY row_number() OVER (
  PARTITION BY loan_id
  ORDER BY
    customer_id NULLS FIRST, loan_amount_ NULLS FIRST, interest_rate_ NULLS FIRST,
    loan_term_ NULLS FIRST, line) = 1;

COPY (
  SELECT gave_way.loan_id, gave_way.line, loans.line AS winner_line
  FROM loans_record AS gave_way
  JOIN loans USING (loan_id)
  WHERE is_sound AND gave_way.line <> loans.line
) TO '${output}/rejects/loans_duplicates.parquet';
DROP TABLE loans_record;
COPY loans TO '${output}/silver/loans/part.parquet';

-- loan_payments -------------------------------------------------------------------------------

CREATE TEMP TABLE loan_payments_record AS
WITH
  raw AS (
    FROM read_csv('${input}/loan_payments.csv', auto_detect = false, header = false, skip = 1, delim = ',',
      quote = '"', escape = '"', nullstr = 'nothing is this text', null_padding = true,
      strict_mode = false, parallel = false, columns = {
      'payment_id': 'VARCHAR', 'loan_id': 'VARCHAR', 'payment_date': 'VARCHAR',
      'payment_amount': 'VARCHAR', '_more': 'VARCHAR'})
  ),
  counted AS (
    SELECT *, line_breaks(concat(payment_id, loan_id, payment_date, payment_amount)) AS breaks
    FROM raw
  ),
  placed AS (
    SELECT
      * EXCLUDE (breaks),
      1 + row_number() OVER () + sum(breaks) OVER (ROWS UNBOUNDED PRECEDING) - breaks AS line
    FROM counted
  )
SELECT
  *,
  as_day(payment_date) AS payment_date_,
  as_money(payment_amount) AS payment_amount_,
  coalesce(_more IS NULL AND payment_id <> '' AND loan_id <> ''
    AND (payment_date_ IS NOT NULL OR is_absent(payment_date))
    AND payment_amount_ > 0, false) AS is_sound
FROM placed;

COPY (
  SELECT
    line,
    [payment_id, loan_id, payment_date, payment_amount] AS fields,
    list_filter([
      CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
      CASE WHEN is_absent(payment_id) THEN 'payment_id.required' END,
      CASE WHEN is_absent(loan_id) THEN 'loan_id.required' END,
      CASE WHEN payment_date_ IS NULL AND NOT is_absent(payment_date) THEN 'payment_date.type' END,
      CASE WHEN is_absent(payment_amount) THEN 'payment_amount.required' END,
      CASE WHEN payment_amount_ IS NULL
        AND NOT is_absent(payment_amount) THEN 'payment_amount.type' END,
      CASE WHEN payment_amount_ <= 0 THEN 'payment_amount.exclusiveMinimum' END,
      CASE WHEN payment_amount IS NULL THEN 'record.tooFewFields' END
    ], lambda rule: rule IS NOT NULL) AS rules
  FROM loan_payments_record
  WHERE NOT is_sound OR payment_amount IS NULL
) TO '${output}/rejects/loan_payments.parquet';

CREATE TEMP TABLE loan_payments AS
SELECT
  payment_id,
  loan_id,
  payment_date_ AS payment_date,
  payment_amount_ AS payment_amount,
  line
FROM loan_payments_record
WHERE is_sound
QUALIFY row_number() OVER (
  PARTITION BY payment_id
  ORDER BY loan_id NULLS FIRST, payment_date_ NULLS FIRST, payment_amount_ NULLS FIRST, line) = 1;

COPY (
  SELECT gave_way.payment_id, gave_way.line, loan_payments.line AS winner_line
  FROM loan_payments_record AS gave_way
  JOIN loan_payments USING (payment_id)
  WHERE is_sound AND gave_way.line <> loan_payments.line
) TO '${output}/rejects/loan_payments_duplicates.parquet';
DROP TABLE loan_payments_record;
COPY loan_payments TO '${output}/silver/loan_payments/part.parquet';

-- transactions --------------------------------------------------------------------------------

CREATE TEMP TABLE transactions_record AS
WITH
  raw AS (
    FROM read_csv('${input}/transactions.csv', auto_detect = false, header = false, skip = 1, delim = ',',
      quote = '"', escape = '"', nullstr = 'nothing is this text', null_padding = true,
      strict_mode = false, parallel = false, columns = {
      'transaction_id': 'VARCHAR', 'account_id': 'VARCHAR', 'transaction_date': 'VARCHAR',
      'transaction_amount': 'VARCHAR', 'transaction_type': 'VARCHAR', '_more': 'VARCHAR'})
  ),
  counted AS (
    SELECT
      *,
      line_breaks(concat(transaction_id, account_id, transaction_date, transaction_amount, transaction_type)) AS breaks
    FROM raw
  ),
  placed AS (
    SELECT
      * EXCLUDE (breaks),
      1 + row_number() OVER () + sum(breaks) OVER (ROWS UNBOUNDED PRECEDING) - breaks AS line
    FROM counted
  )
SELECT
  *,
  as_day(transaction_date) AS transaction_date_,
  as_money(transaction_amount) AS transaction_amount_,
  coalesce(_more IS NULL AND transaction_id <> '' AND account_id <> ''
    AND (transaction_date_ IS NOT NULL OR is_absent(transaction_date))
    AND transaction_amount_ > 0, false) AS is_sound
FROM placed;

COPY (
  SELECT
    line,
    [transaction_id, account_id, transaction_date, transaction_amount, transaction_type] AS fields,
    list_filter([
      CASE WHEN _more IS NOT NULL THEN 'record.tooManyFields' END,
      CASE WHEN is_absent(transaction_id) THEN 'transaction_id.required' END,
      CASE WHEN is_absent(account_id) THEN 'account_id.required' END,
      CASE WHEN transaction_date_ IS NULL
        AND NOT is_absent(transaction_date) THEN 'transaction_date.type' END,
      CASE WHEN is_absent(transaction_amount) THEN 'transaction_amount.required' END,
      CASE WHEN transaction_amount_ IS NULL
        AND NOT is_absent(transaction_amount) THEN 'transaction_amount.type' END,
      CASE WHEN transaction_amount_ <= 0 THEN 'transaction_amount.exclusiveMinimum' END,
      CASE WHEN transaction_type IS NULL THEN 'record.tooFewFields' END
    ], lambda rule: rule IS NOT NULL) AS rules
  FROM transactions_record
  WHERE NOT is_sound OR transaction_type IS NULL
) TO '${output}/rejects/transactions.parquet';

CREATE TEMP TABLE transactions AS
SELECT
  transaction_id,
  account_id,
  transaction_date_ AS transaction_date,
  transaction_amount_ AS transaction_amount,
  nullif(transaction_type, '') AS transaction_type,
  line
FROM transactions_record
WHERE is_sound
QUALIFY row_number() OVER (
  PARTITION BY transaction_id
  ORDER BY
    account_id NULLS FIRST, transaction_date_ NULLS FIRST, transaction_amount_ NULLS FIRST,
    transaction_type NULLS FIRST, line) = 1;

COPY (
  SELECT gave_way.transaction_id, gave_way.line, transactions.line AS winner_line
  FROM transactions_record AS gave_way
  JOIN transactions USING (transaction_id)
  WHERE is_sound AND gave_way.line <> transactions.line
) TO '${output}/rejects/transactions_duplicates.parquet';
DROP TABLE transactions_record;
COPY transactions TO '${output}/silver/transactions/part.parquet';

-- orphans -------------------------------------------------------------------------------------

COPY (SELECT line, customer_id FROM accounts ANTI JOIN customers USING (customer_id))
  TO '${output}/rejects/accounts_orphans.parquet';
COPY (SELECT line, customer_id FROM loans ANTI JOIN customers USING (customer_id))
  TO '${output}/rejects/loans_orphans.parquet';
COPY (SELECT line, loan_id FROM loan_payments ANTI JOIN loans USING (loan_id))
  TO '${output}/rejects/loan_payments_orphans.parquet';
COPY (SELECT line, account_id FROM transactions ANTI JOIN accounts USING (account_id))
  TO '${output}/rejects/transactions_orphans.parquet';

-- gold ----------------------------------------------------------------------------------------

COPY (
  SELECT customer_id, first_name, last_name, address, city, state, zip, account_count, total_balance
  FROM (
    SELECT customer_id, count(*) AS account_count, sum(balance) AS total_balance
    FROM accounts
    GROUP BY customer_id
  )
  JOIN customers USING (customer_id)
) TO '${output}/gold/customer_account_balance/part.parquet';

COPY (
  WITH
    paid AS (
      SELECT loan_id, sum(payment_amount) AS amount, max(payment_date) AS latest
      FROM loan_payments
      GROUP BY loan_id
    ),
    positions AS (
      SELECT
        customer_id,
        count(*) AS loan_count,
        sum(loan_amount) AS total_loan_amount,
        sum(coalesce(amount, 0)) AS total_paid,
        sum(greatest(0, loan_amount - coalesce(amount, 0))) AS outstanding,
        -- Whole numbers for the average: DuckDB divides decimals as doubles.
        sum(CAST(loan_amount * 100 AS HUGEINT) * CAST(interest_rate * 10000 AS HUGEINT)) AS weighted,
        CAST(sum(loan_amount) * 100 AS HUGEINT) AS cents,
        max(latest) AS last_payment_date
      FROM loans
      LEFT JOIN paid USING (loan_id)
      GROUP BY customer_id
    )
  SELECT
    customer_id, first_name, last_name, loan_count, total_loan_amount, total_paid, outstanding,
    CAST((weighted * 200000 + cents) // (cents * 2) AS DECIMAL(29, 0))
      * CAST(0.000000001 AS DECIMAL(9, 9)) AS average_interest_rate,
    last_payment_date
  FROM positions
  JOIN customers USING (customer_id)
) TO '${output}/gold/customer_loan_position/part.parquet';

COPY (
  SELECT *, deposits - withdrawals AS net
  FROM (
    SELECT
      account_id,
      CAST(date_trunc('month', transaction_date) AS DATE) AS month,
      sum(CASE transaction_type WHEN 'Deposit' THEN transaction_amount ELSE 0 END) AS deposits,
      sum(CASE transaction_type WHEN 'Withdrawal' THEN transaction_amount ELSE 0 END) AS withdrawals,
      count(*) AS transaction_count
    FROM transactions
    SEMI JOIN accounts USING (account_id)
    WHERE transaction_date IS NOT NULL AND transaction_type IN ('Deposit', 'Withdrawal')
    GROUP BY ALL
  )
) TO '${output}/gold/account_monthly_activity/part.parquet';
