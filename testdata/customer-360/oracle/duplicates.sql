-- One row per sound record that gave way to another of its key. Needs silver.sql.
SELECT 'Customers.csv' AS file, gave_way.line, customers.line AS winner_line
FROM customers_record AS gave_way
JOIN customers USING (customer_id)
WHERE len(rules) = 0 AND gave_way.line <> customers.line
UNION ALL
SELECT 'Products.csv' AS file, gave_way.line, products.line AS winner_line
FROM products_record AS gave_way
JOIN products USING (product_id)
WHERE len(rules) = 0 AND gave_way.line <> products.line
UNION ALL
SELECT 'Stores.csv' AS file, gave_way.line, stores.line AS winner_line
FROM stores_record AS gave_way
JOIN stores USING (store_id)
WHERE len(rules) = 0 AND gave_way.line <> stores.line
UNION ALL
SELECT 'Agents.csv' AS file, gave_way.line, agents.line AS winner_line
FROM agents_record AS gave_way
JOIN agents USING (agent_id)
WHERE len(rules) = 0 AND gave_way.line <> agents.line
UNION ALL
SELECT 'OnlineTransactions.csv' AS file, gave_way.line, online_transactions.line AS winner_line
FROM online_transactions_record AS gave_way
JOIN online_transactions USING (order_id)
WHERE len(rules) = 0 AND gave_way.line <> online_transactions.line
UNION ALL
SELECT 'InStoreTransactions.csv' AS file, gave_way.line, in_store_transactions.line AS winner_line
FROM in_store_transactions_record AS gave_way
JOIN in_store_transactions USING (transaction_id)
WHERE len(rules) = 0 AND gave_way.line <> in_store_transactions.line
UNION ALL
SELECT 'CustomerServiceInteractions.csv' AS file, gave_way.line, customer_service_interactions.line AS winner_line
FROM customer_service_interactions_record AS gave_way
JOIN customer_service_interactions USING (interaction_id)
WHERE len(rules) = 0 AND gave_way.line <> customer_service_interactions.line
UNION ALL
SELECT 'LoyaltyAccounts.csv' AS file, gave_way.line, loyalty_accounts.line AS winner_line
FROM loyalty_accounts_record AS gave_way
JOIN loyalty_accounts USING (loyalty_id)
WHERE len(rules) = 0 AND gave_way.line <> loyalty_accounts.line
UNION ALL
SELECT 'LoyaltyTransactions.csv' AS file, gave_way.line, loyalty_transactions.line AS winner_line
FROM loyalty_transactions_record AS gave_way
JOIN loyalty_transactions USING (loyalty_id, date_time)
WHERE len(rules) = 0 AND gave_way.line <> loyalty_transactions.line
ORDER BY file, line
