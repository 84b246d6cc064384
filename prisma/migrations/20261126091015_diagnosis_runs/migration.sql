-- CreateTable
CREATE TABLE "diagnosis_runs" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "started_by" TEXT NOT NULL,
    "checks" JSONB NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "diagnosis_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "diagnosis_runs_endpoint_id_started_at_idx" ON "diagnosis_runs"("endpoint_id", "started_at");

-- CreateIndex
CREATE UNIQUE INDEX "diagnosis_runs_workspace_id_id_key" ON "diagnosis_runs"("workspace_id", "id");

-- AddForeignKey
ALTER TABLE "diagnosis_runs" ADD CONSTRAINT "diagnosis_runs_workspace_id_endpoint_id_fkey" FOREIGN KEY ("workspace_id", "endpoint_id") REFERENCES "endpoints"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
