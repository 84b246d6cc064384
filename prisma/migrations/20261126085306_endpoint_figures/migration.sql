-- CreateTable
CREATE TABLE "endpoint_tallies" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "day" DATE NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "pending" BIGINT NOT NULL DEFAULT 0,
    "retrying" BIGINT NOT NULL DEFAULT 0,
    "delivered" BIGINT NOT NULL DEFAULT 0,
    "failed" BIGINT NOT NULL DEFAULT 0,
    "held" BIGINT NOT NULL DEFAULT 0,
    "skipped" BIGINT NOT NULL DEFAULT 0,
    "canceled" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "endpoint_tallies_pkey" PRIMARY KEY ("endpoint_id","day")
);

-- CreateTable
CREATE TABLE "endpoint_tally_changes" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "day" DATE NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "pending" INTEGER NOT NULL,
    "retrying" INTEGER NOT NULL,
    "delivered" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "skipped" INTEGER NOT NULL,
    "canceled" INTEGER NOT NULL,

    CONSTRAINT "endpoint_tally_changes_pkey" PRIMARY KEY ("endpoint_id","id")
);

-- CreateTable
CREATE TABLE "endpoint_stats" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "writer" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "retried" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "first" INTEGER NOT NULL DEFAULT 0,
    "first_succeeded" INTEGER NOT NULL DEFAULT 0,
    "latencies" INTEGER[],

    CONSTRAINT "endpoint_stats_pkey" PRIMARY KEY ("endpoint_id","slot","writer")
);

-- CreateIndex
CREATE INDEX "endpoint_tallies_day_idx" ON "endpoint_tallies"("day");

-- CreateIndex
CREATE INDEX "endpoint_stats_slot_idx" ON "endpoint_stats"("slot");

-- CreateIndex
CREATE INDEX "endpoint_ledger_day_idx" ON "endpoint_ledger"("day");


-- ── By hand: what Prisma cannot express ──────────────────────────────────────────────────────────────────────────────

-- One row for each endpoint and day that a statement touched. Tests and replays are not what subscriptions brought.
CREATE FUNCTION linquid_tally() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO endpoint_tally_changes (endpoint_id, day, workspace_id, pending, retrying, delivered, failed, held, skipped, canceled)
    SELECT endpoint_id, (event_created_at AT TIME ZONE 'UTC')::date, min(workspace_id),
      count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'retrying'),
      count(*) FILTER (WHERE state = 'delivered'), count(*) FILTER (WHERE state = 'failed'),
      count(*) FILTER (WHERE state = 'held'), count(*) FILTER (WHERE state = 'skipped'),
      count(*) FILTER (WHERE state = 'canceled')
    FROM new_rows WHERE kind = 'event' GROUP BY 1, 2;
  ELSE
    INSERT INTO endpoint_tally_changes (endpoint_id, day, workspace_id, pending, retrying, delivered, failed, held, skipped, canceled)
    SELECT * FROM (
      SELECT endpoint_id, (event_created_at AT TIME ZONE 'UTC')::date, min(workspace_id),
        coalesce(sum(n) FILTER (WHERE state = 'pending'), 0) AS pending, coalesce(sum(n) FILTER (WHERE state = 'retrying'), 0) AS retrying,
        coalesce(sum(n) FILTER (WHERE state = 'delivered'), 0) AS delivered, coalesce(sum(n) FILTER (WHERE state = 'failed'), 0) AS failed,
        coalesce(sum(n) FILTER (WHERE state = 'held'), 0) AS held, coalesce(sum(n) FILTER (WHERE state = 'skipped'), 0) AS skipped,
        coalesce(sum(n) FILTER (WHERE state = 'canceled'), 0) AS canceled
      FROM (
        SELECT endpoint_id, event_created_at, workspace_id, state, kind, 1 AS n FROM new_rows
        UNION ALL
        SELECT endpoint_id, event_created_at, workspace_id, state, kind, -1 FROM old_rows
      ) AS moved
      WHERE kind = 'event' GROUP BY 1, 2
    ) AS sums
    WHERE (pending, retrying, delivered, failed, held, skipped, canceled) IS DISTINCT FROM (0, 0, 0, 0, 0, 0, 0);
  END IF;
  RETURN NULL;
END
$$;
-- None for deletions: what retention took away had its state all the same.
CREATE TRIGGER "deliveries_tally_insert" AFTER INSERT ON "deliveries"
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION linquid_tally();
CREATE TRIGGER "deliveries_tally_update" AFTER UPDATE ON "deliveries"
  REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION linquid_tally();

-- Writes the statistics of a span anew from the attempts themselves. Called where rows were written past the engine, and
-- below for those that were there before this table.
CREATE FUNCTION linquid_rebuild_stats(from_time timestamptz, to_time timestamptz) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM endpoint_stats WHERE slot >= from_time AND slot < to_time;
  WITH ended AS (
    SELECT a.endpoint_id, a.workspace_id, a.number, a.error_class, a.next_attempt_at, a.response_time_ms,
      date_bin('15 minutes', a.started_at + make_interval(secs => a.response_time_ms / 1000.0), 'epoch') AS slot
    FROM attempts a WHERE a.trigger <> 'test'
  ), counted AS (
    SELECT endpoint_id, slot, min(workspace_id) AS workspace_id,
      count(*) FILTER (WHERE error_class IS NULL) AS succeeded,
      count(*) FILTER (WHERE error_class IS NOT NULL AND next_attempt_at IS NOT NULL) AS retried,
      count(*) FILTER (WHERE error_class IS NOT NULL AND next_attempt_at IS NULL) AS failed,
      count(*) FILTER (WHERE number = 1) AS first,
      count(*) FILTER (WHERE number = 1 AND error_class IS NULL) AS first_succeeded
    FROM ended WHERE slot >= from_time AND slot < to_time GROUP BY endpoint_id, slot
  ), bins AS (
    SELECT endpoint_id, slot, least(47, floor(ln(greatest(1, response_time_ms)) / ln(1.25)))::int AS bin, count(*) AS n
    FROM ended WHERE error_class IS NULL OR error_class IN ('http', 'timeout') GROUP BY 1, 2, 3
  )
  INSERT INTO endpoint_stats (endpoint_id, slot, writer, workspace_id, succeeded, retried, failed, first, first_succeeded, latencies)
  SELECT c.endpoint_id, c.slot, 'rebuilt', c.workspace_id, c.succeeded, c.retried, c.failed, c.first, c.first_succeeded,
    array_agg(coalesce(b.n, 0)::int ORDER BY place)
  FROM counted c CROSS JOIN generate_series(0, 47) AS place
  LEFT JOIN bins b ON b.endpoint_id = c.endpoint_id AND b.slot = c.slot AND b.bin = place
  GROUP BY c.endpoint_id, c.slot, c.workspace_id, c.succeeded, c.retried, c.failed, c.first, c.first_succeeded;
$$;

-- What is in the log already. The ledger was kept by the day of planning; from here on it is the day of the event.
INSERT INTO endpoint_tallies (endpoint_id, day, workspace_id, pending, retrying, delivered, failed, held, skipped, canceled)
SELECT endpoint_id, (event_created_at AT TIME ZONE 'UTC')::date, min(workspace_id),
  count(*) FILTER (WHERE state = 'pending'), count(*) FILTER (WHERE state = 'retrying'),
  count(*) FILTER (WHERE state = 'delivered'), count(*) FILTER (WHERE state = 'failed'),
  count(*) FILTER (WHERE state = 'held'), count(*) FILTER (WHERE state = 'skipped'),
  count(*) FILTER (WHERE state = 'canceled')
FROM deliveries WHERE kind = 'event' GROUP BY 1, 2;
DELETE FROM endpoint_ledger;
INSERT INTO endpoint_ledger (endpoint_id, day, workspace_id, matched)
SELECT endpoint_id, day, workspace_id, pending + retrying + delivered + failed + held + skipped + canceled FROM endpoint_tallies;
SELECT linquid_rebuild_stats('-infinity', 'infinity');
