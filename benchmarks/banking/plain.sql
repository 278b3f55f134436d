-- banking in DuckDB as one would write it first: cast, filter, distinct, Parquet, join. What does
-- not fit is gone without a word. ${input} and ${output} are folders.

CREATE TEMP TABLE customers AS
SELECT DISTINCT ON (customer_id)
  customer_id,
  first_name,
  last_name,
  address,
  city,
  state,
  zip
FROM read_csv('${input}/customers.csv', auto_detect = false, header = true, delim = ',', quote = '"',
  escape = '"', strict_mode = false, ignore_errors = true, columns = {
    'customer_id': 'VARCHAR', 'first_name': 'VARCHAR', 'last_name': 'VARCHAR',
    'address': 'VARCHAR', 'city': 'VARCHAR', 'state': 'VARCHAR',
    'zip': 'VARCHAR'})
WHERE customer_id IS NOT NULL AND first_name IS NOT NULL AND last_name IS NOT NULL;
COPY customers TO '${output}/silver/customers/part.parquet';

CREATE TEMP TABLE accounts AS
SELECT DISTINCT ON (account_id)
  account_id,
  customer_id,
  account_type,
  TRY_CAST(balance AS DECIMAL(18, 2)) AS balance
FROM read_csv('${input}/accounts.csv', auto_detect = false, header = true, delim = ',', quote = '"',
  escape = '"', strict_mode = false, ignore_errors = true, columns = {
    'account_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'account_type': 'VARCHAR',
    'balance': 'VARCHAR'})
WHERE account_id IS NOT NULL AND customer_id IS NOT NULL
  AND TRY_CAST(balance AS DECIMAL(18, 2)) >= 0;
COPY accounts TO '${output}/silver/accounts/part.parquet';

CREATE TEMP TABLE loans AS
SELECT DISTINCT ON (loan_id)
  loan_id,
  customer_id,
  TRY_CAST(loan_amount AS DECIMAL(18, 2)) AS loan_amount,
  TRY_CAST(interest_rate AS DECIMAL(9, 4)) AS interest_rate,
  TRY_CAST(loan_term AS INTEGER) AS loan_term
FROM read_csv('${input}/loans.csv', auto_detect = false, header = true, delim = ',', quote = '"',
  escape = '"', strict_mode = false, ignore_errors = true, columns = {
    'loan_id': 'VARCHAR', 'customer_id': 'VARCHAR', 'loan_amount': 'VARCHAR',
    'interest_rate': 'VARCHAR', 'loan_term': 'VARCHAR'})
WHERE loan_id IS NOT NULL AND customer_id IS NOT NULL
  AND TRY_CAST(loan_amount AS DECIMAL(18, 2)) > 0
  AND TRY_CAST(interest_rate AS DECIMAL(9, 4)) > 0;
COPY loans TO '${output}/silver/loans/part.parquet';

CREATE TEMP TABLE loan_payments AS
SELECT DISTINCT ON (payment_id)
  payment_id,
  loan_id,
  TRY_CAST(payment_date AS DATE) AS payment_date,
  TRY_CAST(payment_amount AS DECIMAL(18, 2)) AS payment_amount
FROM read_csv('${input}/loan_payments.csv', auto_detect = false, header = true, delim = ',', quote = '"',
  escape = '"', strict_mode = false, ignore_errors = true, columns = {
    'payment_id': 'VARCHAR', 'loan_id': 'VARCHAR', 'payment_date': 'VARCHAR',
    'payment_amount': 'VARCHAR'})
WHERE payment_id IS NOT NULL AND loan_id IS NOT NULL
  AND TRY_CAST(payment_amount AS DECIMAL(18, 2)) > 0;
COPY loan_payments TO '${output}/silver/loan_payments/part.parquet';

CREATE TEMP TABLE transactions AS
SELECT DISTINCT ON (transaction_id)
  transaction_id,
  account_id,
  TRY_CAST(transaction_date AS DATE) AS transaction_date,
  TRY_CAST(transaction_amount AS DECIMAL(18, 2)) AS transaction_amount,
  transaction_type
FROM read_csv('${input}/transactions.csv', auto_detect = false, header = true, delim = ',', quote = '"',
  escape = '"', strict_mode = false, ignore_errors = true, columns = {
    'transaction_id': 'VARCHAR', 'account_id': 'VARCHAR', 'transaction_date': 'VARCHAR',
    'transaction_amount': 'VARCHAR', 'transaction_type': 'VARCHAR'})
WHERE transaction_id IS NOT NULL AND account_id IS NOT NULL
  AND TRY_CAST(transaction_amount AS DECIMAL(18, 2)) > 0;
COPY transactions TO '${output}/silver/transactions/part.parquet';

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
