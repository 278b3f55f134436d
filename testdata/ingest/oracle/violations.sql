-- One row per rule that a row of silver breaks or reference of it that leads nowhere. Needs
-- silver.sql.
SELECT 'accounts.csv' AS file, line, unnest(warnings) AS rule FROM accounts
UNION ALL SELECT 'balances.csv', line, unnest(warnings) FROM balances
UNION ALL SELECT 'transactions.csv', line, unnest(warnings) FROM transactions
UNION ALL SELECT 'balances.csv', line, 'account_id.reference'
FROM balances ANTI JOIN accounts USING (account_id)
UNION ALL SELECT 'transactions.csv', line, 'account_id.reference'
FROM transactions ANTI JOIN accounts USING (account_id)
ORDER BY file, line, rule
