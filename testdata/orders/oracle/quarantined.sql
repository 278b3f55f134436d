-- Each line that is refused, once for each rule it breaks. Needs silver.sql.
SELECT file, line, unnest(rules) AS rule
FROM order_record
ORDER BY ALL
