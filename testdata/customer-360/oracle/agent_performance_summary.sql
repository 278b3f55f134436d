-- One row per agent. Needs silver.sql.
SELECT
  agents.agent_id,
  any_value(name) AS name,
  any_value(department) AS department,
  any_value(shift) AS shift,
  count(interaction_id) AS interactions,
  count(*) FILTER (resolution_status = 'Resolved') AS resolved,
  count(*) FILTER (resolution_status = 'Escalated') AS escalated,
  count(*) FILTER (resolution_status = 'Pending') AS pending,
  CASE WHEN count(interaction_id) > 0
    THEN exact_average(
      CAST(count(*) FILTER (resolution_status = 'Resolved') AS DECIMAL(18, 2)), count(interaction_id))
  END AS resolution_rate
FROM agents
LEFT JOIN customer_service_interactions USING (agent_id)
GROUP BY agents.agent_id
ORDER BY agent_id
