-- AlterTable
ALTER TABLE "installations" ADD COLUMN     "event_types" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "filters" JSONB,
ADD COLUMN     "wait_until" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "forwards" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "installation_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "event_created_at" TIMESTAMPTZ(3) NOT NULL,
    "event_type" TEXT NOT NULL,
    "state" "delivery_state" NOT NULL,
    "reason" TEXT,
    "reason_detail" JSONB,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "step" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "claimed_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "reference" TEXT,
    "last_attempt_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "forwards_pkey" PRIMARY KEY ("id","event_created_at")
) PARTITION BY RANGE ("event_created_at");

-- CreateIndex
CREATE INDEX "forwards_installation_id_created_at_id_idx" ON "forwards"("installation_id", "created_at", "id");

-- AddForeignKey
ALTER TABLE "forwards" ADD CONSTRAINT "forwards_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "installations"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ── By hand: what Prisma cannot express ──────────────────────────────────────────────────────────────────────────────

CREATE TABLE "forwards_default" PARTITION OF "forwards" DEFAULT;

-- The same functions as before, for one more table.
CREATE OR REPLACE FUNCTION linquid_ensure_partitions(from_time timestamptz, to_time timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  week timestamp;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('linquid_partitions', 0));
  FOREACH parent IN ARRAY ARRAY['events', 'deliveries', 'attempts', 'forwards', 'receipts'] LOOP
    week := date_trunc('week', from_time AT TIME ZONE 'UTC');
    WHILE week <= to_time AT TIME ZONE 'UTC' LOOP
      IF to_regclass(format('%I', parent || '_' || to_char(week, 'YYYYMMDD'))) IS NULL THEN
        EXECUTE format(
          'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
          parent || '_' || to_char(week, 'YYYYMMDD'), parent,
          to_char(week, 'YYYY-MM-DD') || ' 00:00:00+00', to_char(week + interval '7 days', 'YYYY-MM-DD') || ' 00:00:00+00'
        );
        made := made + 1;
      END IF;
      week := week + interval '7 days';
    END LOOP;
  END LOOP;
  RETURN made;
END
$$;

CREATE OR REPLACE FUNCTION linquid_drop_partitions(before_time timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  child record;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('linquid_partitions', 0));
  FOR child IN
    SELECT c.relname FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    WHERE p.relname IN ('events', 'deliveries', 'attempts', 'forwards', 'receipts') AND c.relname ~ '_[0-9]{8}$'
      AND to_timestamp(right(c.relname, 8), 'YYYYMMDD') + interval '8 days' < before_time
  LOOP
    EXECUTE format('DROP TABLE %I', child.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

SELECT linquid_ensure_partitions(now() - interval '7 days', now() + interval '35 days');

-- One for each event and installation. Serves "the forwards of this event" too.
CREATE UNIQUE INDEX "forwards_event_installation_key" ON "forwards" ("event_id", "installation_id", "event_created_at");
-- What is unfinished, in the order in which it is due. Small, however long the log.
CREATE INDEX "forwards_due_idx" ON "forwards" ("installation_id", "next_attempt_at", "id") WHERE "state" IN ('pending', 'retrying');
-- What a person looks for. Delivered rows, nearly all, are served by the plain list index.
CREATE INDEX "forwards_state_idx" ON "forwards" ("installation_id", "state", "created_at", "id") WHERE "state" <> 'delivered';
-- Which installations take events at all: few of them.
CREATE INDEX "installations_forwarding_idx" ON "installations" ("id") WHERE "event_types" <> '{}';

-- Forwards that were planned are soon sent, and so is what waited for an installation that is active again.
CREATE TRIGGER "forwards_wake" AFTER INSERT ON "forwards" FOR EACH STATEMENT EXECUTE FUNCTION linquid_wake_work('forward');
CREATE TRIGGER "installations_wake" AFTER UPDATE ON "installations" FOR EACH ROW
  WHEN (NEW."status" = 'active' AND (OLD."status" <> 'active' OR (NEW."wait_until" IS NULL AND OLD."wait_until" IS NOT NULL)))
  EXECUTE FUNCTION linquid_wake_work('forward');

-- What decides where events go raises the workspace's routing version.
CREATE TRIGGER "installations_routing_made" AFTER INSERT OR DELETE ON "installations" FOR EACH ROW EXECUTE FUNCTION linquid_routing_changed();
CREATE TRIGGER "installations_routing" AFTER UPDATE ON "installations" FOR EACH ROW
  WHEN (OLD."event_types" IS DISTINCT FROM NEW."event_types" OR OLD."filters" IS DISTINCT FROM NEW."filters"
    OR (OLD."status" = 'disconnected') <> (NEW."status" = 'disconnected'))
  EXECUTE FUNCTION linquid_routing_changed();
