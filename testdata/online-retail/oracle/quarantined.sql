-- Each record that is refused, once for each rule it breaks. Needs silver.sql.
SELECT file, line, unnest(rules) AS rule
FROM sale_record
ORDER BY ALL
