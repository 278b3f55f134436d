-- One row per field of silver whose reference leads nowhere. Needs silver.sql.
SELECT 'OnlineTransactions.csv' AS file, line, 'customer_id' AS field, customer_id AS value
FROM online_transactions
ANTI JOIN customers USING (customer_id)
UNION ALL
SELECT 'OnlineTransactions.csv' AS file, line, 'product_id' AS field, product_id AS value
FROM online_transactions
ANTI JOIN products USING (product_id)
UNION ALL
SELECT 'InStoreTransactions.csv' AS file, line, 'customer_id' AS field, customer_id AS value
FROM in_store_transactions
ANTI JOIN customers USING (customer_id)
UNION ALL
SELECT 'InStoreTransactions.csv' AS file, line, 'store_id' AS field, store_id AS value
FROM in_store_transactions
ANTI JOIN stores USING (store_id)
UNION ALL
SELECT 'CustomerServiceInteractions.csv' AS file, line, 'customer_id' AS field, customer_id AS value
FROM customer_service_interactions
ANTI JOIN customers USING (customer_id)
UNION ALL
SELECT 'CustomerServiceInteractions.csv' AS file, line, 'agent_id' AS field, agent_id AS value
FROM customer_service_interactions
ANTI JOIN agents USING (agent_id)
UNION ALL
SELECT 'LoyaltyAccounts.csv' AS file, line, 'customer_id' AS field, customer_id AS value
FROM loyalty_accounts
ANTI JOIN customers USING (customer_id)
UNION ALL
SELECT 'LoyaltyTransactions.csv' AS file, line, 'loyalty_id' AS field, loyalty_id AS value
FROM loyalty_transactions
ANTI JOIN loyalty_accounts USING (loyalty_id)
ORDER BY file, line, field
