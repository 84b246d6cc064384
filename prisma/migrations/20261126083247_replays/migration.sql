-- AlterTable
ALTER TABLE "replays" ADD COLUMN     "created_by_name" TEXT NOT NULL,
ADD COLUMN     "delivered" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "failures_in_row" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "fingerprint" TEXT COLLATE "C" NOT NULL,
ADD COLUMN     "in_flight" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "left_out_reasons" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "measured_at" TIMESTAMPTZ(3),
ADD COLUMN     "measured_sent" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "open" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "paced_until" TIMESTAMPTZ(6),
ADD COLUMN     "per_second" DOUBLE PRECISION,
ADD COLUMN     "prepared_at" TIMESTAMPTZ(3),
ADD COLUMN     "settle_at" TIMESTAMPTZ(3),
ADD COLUMN     "step_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "stop_after_failures" INTEGER,
ADD COLUMN     "try_first" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "replay_items" ADD COLUMN     "endpoint_id" TEXT COLLATE "C" NOT NULL,
ADD COLUMN     "event_id" TEXT COLLATE "C",
ADD COLUMN     "former_state" "delivery_state",
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "outcome" TEXT,
ADD COLUMN     "position" INTEGER NOT NULL;

-- The same selection is replayed once at a time, however often it is asked for.
CREATE UNIQUE INDEX "replays_unfinished_key" ON "replays" ("workspace_id", "fingerprint") WHERE "state" IN ('preparing', 'running', 'paused');
-- Replays that an engine has to look at.
CREATE INDEX "replays_working_idx" ON "replays" ("id") WHERE "state" IN ('preparing', 'running') OR "in_flight" > 0 OR "open" > 0;
-- An event goes to an endpoint once in a replay, also before there is a delivery of it.
CREATE UNIQUE INDEX "replay_items_event_key" ON "replay_items" ("replay_id", "endpoint_id", "event_id") WHERE "event_id" IS NOT NULL;
-- What is next for each endpoint, what is on its way, and what is not finished.
CREATE INDEX "replay_items_waiting_idx" ON "replay_items" ("replay_id", "endpoint_id", "position") WHERE "state" = 'waiting';
CREATE INDEX "replay_items_in_flight_idx" ON "replay_items" ("replay_id", "endpoint_id") WHERE "state" = 'sent' AND "outcome" IS NULL;
CREATE INDEX "replay_items_open_idx" ON "replay_items" ("replay_id") WHERE "outcome" = 'open';
-- The deliveries of one replay. Nearly all rows have none and cost nothing here.
CREATE INDEX "deliveries_replay_idx" ON "deliveries" ("replay_id", "created_at", "id") WHERE "replay_id" IS NOT NULL;
