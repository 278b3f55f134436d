-- One row per rule that a sound record breaks though it only warns, and per reference of a row of
-- silver that leads nowhere. Needs silver.sql.
SELECT 'accounts.csv' AS file, line, unnest(warnings) AS rule
FROM accounts_record WHERE len(rules) = 0
UNION ALL
SELECT 'balances.csv', line, unnest(warnings) FROM balances_record WHERE len(rules) = 0
UNION ALL
SELECT 'transactions.csv', line, unnest(warnings) FROM transactions_record WHERE len(rules) = 0
UNION ALL
SELECT 'balances.csv', line, 'account_id.reference'
FROM balances ANTI JOIN accounts USING (account_id)
UNION ALL
SELECT 'transactions.csv', line, 'account_id.reference'
FROM transactions ANTI JOIN accounts USING (account_id)
ORDER BY file, line, rule
