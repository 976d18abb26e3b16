WITH due AS MATERIALIZED (SELECT o.portal, o.id FROM outbox o
  WHERE o.state = 'open' AND o.due_at <= $1 AND NOT EXISTS (
    SELECT 1 FROM outbox e WHERE e.portal = o.portal AND e.appointment = o.appointment AND e.audience = o.audience AND e.state = 'open' AND e.id < o.id)
  ORDER BY o.due_at LIMIT $3 FOR UPDATE OF o SKIP LOCKED)
UPDATE outbox SET due_at = $2 WHERE (portal, id) IN (SELECT portal, id FROM due)
RETURNING portal, id, letter, attempts, COALESCE((SELECT p.texts FROM portals p WHERE p.id = outbox.portal), '') AS texts,
  COALESCE((SELECT p.mail FROM portals p WHERE p.id = outbox.portal), '') AS mail
