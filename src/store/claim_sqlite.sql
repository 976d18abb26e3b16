SELECT o.portal, o.id, o.letter, o.attempts FROM outbox o
WHERE o.state = 'open' AND o.due_at <= $1 AND NOT EXISTS (
  SELECT 1 FROM outbox e WHERE e.portal = o.portal AND e.appointment = o.appointment AND e.audience = o.audience AND e.state = 'open' AND e.id < o.id)
ORDER BY o.due_at LIMIT 1
