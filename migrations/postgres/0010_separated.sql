-- Agendas that the team has set apart: no portal file retires or disconnects them until one names their slug.
ALTER TABLE agendas ADD COLUMN made_by_team BIGINT NOT NULL DEFAULT 0;
