-- CreateTable
CREATE TABLE "endpoint_type_stats" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "slot" TIMESTAMPTZ(3) NOT NULL,
    "event_type" TEXT COLLATE "C" NOT NULL,
    "writer" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "succeeded" INTEGER NOT NULL DEFAULT 0,
    "retried" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "first" INTEGER NOT NULL DEFAULT 0,
    "first_succeeded" INTEGER NOT NULL DEFAULT 0,
    "latencies" INTEGER[],

    CONSTRAINT "endpoint_type_stats_pkey" PRIMARY KEY ("endpoint_id","slot","event_type","writer")
);

-- CreateIndex
CREATE INDEX "endpoint_type_stats_slot_idx" ON "endpoint_type_stats"("slot");


-- ── By hand: what Prisma cannot express ──────────────────────────────────────────────────────────────────────────────

-- Why an endpoint fails. Attempts that succeeded, nearly all, stand not in it.
CREATE INDEX "attempts_failed_idx" ON "attempts" ("endpoint_id", "started_at") WHERE "error_class" IS NOT NULL;

-- Writes the statistics by event type of a span of whole hours anew from the attempts themselves.
CREATE FUNCTION linquid_rebuild_type_stats(from_time timestamptz, to_time timestamptz) RETURNS void
LANGUAGE sql AS $$
  DELETE FROM endpoint_type_stats WHERE slot >= from_time AND slot < to_time;
  WITH ended AS (
    SELECT a.endpoint_id, a.workspace_id, d.event_type, a.number, a.error_class, a.next_attempt_at, a.response_time_ms,
      date_bin('1 hour', a.started_at + make_interval(secs => a.response_time_ms / 1000.0), 'epoch') AS slot
    FROM attempts a JOIN deliveries d ON d.id = a.delivery_id AND d.event_created_at = a.event_created_at
    WHERE a.trigger <> 'test'
  ), counted AS (
    SELECT endpoint_id, event_type, slot, min(workspace_id) AS workspace_id,
      count(*) FILTER (WHERE error_class IS NULL) AS succeeded,
      count(*) FILTER (WHERE error_class IS NOT NULL AND next_attempt_at IS NOT NULL) AS retried,
      count(*) FILTER (WHERE error_class IS NOT NULL AND next_attempt_at IS NULL) AS failed,
      count(*) FILTER (WHERE number = 1) AS first,
      count(*) FILTER (WHERE number = 1 AND error_class IS NULL) AS first_succeeded
    FROM ended WHERE slot >= from_time AND slot < to_time GROUP BY endpoint_id, event_type, slot
  ), bins AS (
    SELECT endpoint_id, event_type, slot, least(47, floor(ln(greatest(1, response_time_ms)) / ln(1.25)))::int AS bin, count(*) AS n
    FROM ended WHERE error_class IS NULL OR error_class IN ('http', 'timeout') GROUP BY 1, 2, 3, 4
  )
  INSERT INTO endpoint_type_stats (endpoint_id, event_type, slot, writer, workspace_id, succeeded, retried, failed, first, first_succeeded, latencies)
  SELECT c.endpoint_id, c.event_type, c.slot, 'rebuilt', c.workspace_id, c.succeeded, c.retried, c.failed, c.first, c.first_succeeded,
    array_agg(coalesce(b.n, 0)::int ORDER BY place)
  FROM counted c CROSS JOIN generate_series(0, 47) AS place
  LEFT JOIN bins b ON b.endpoint_id = c.endpoint_id AND b.event_type = c.event_type AND b.slot = c.slot AND b.bin = place
  GROUP BY c.endpoint_id, c.event_type, c.slot, c.workspace_id, c.succeeded, c.retried, c.failed, c.first, c.first_succeeded;
$$;
