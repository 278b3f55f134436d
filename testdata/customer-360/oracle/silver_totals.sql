-- The money and the points of silver, and the rows of what is counted. Needs silver.sql.
SELECT 'online_transactions.amount' AS source, sum(amount) AS total FROM online_transactions
UNION ALL
SELECT 'in_store_transactions.amount', sum(amount) FROM in_store_transactions
UNION ALL
SELECT 'loyalty_accounts.points_earned', sum(points_earned) FROM loyalty_accounts
UNION ALL
SELECT 'rows of online_transactions', count(*) FROM online_transactions
UNION ALL
SELECT 'rows of in_store_transactions', count(*) FROM in_store_transactions
UNION ALL
SELECT 'rows of customer_service_interactions', count(*) FROM customer_service_interactions
UNION ALL
SELECT 'rows of customers', count(*) FROM customers
UNION ALL
SELECT 'rows of agents', count(*) FROM agents
ORDER BY source
