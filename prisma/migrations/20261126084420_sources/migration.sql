-- CreateTable
CREATE TABLE "refunds" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "conversion_id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasures" (
    "customer_id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "sealed" TEXT NOT NULL,
    "cursor_at" TIMESTAMPTZ(3),
    "cursor_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("customer_id")
);

-- CreateIndex
CREATE INDEX "refunds_workspace_id_conversion_id_idx" ON "refunds"("workspace_id", "conversion_id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_workspace_id_id_key" ON "refunds"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_workspace_id_key_key" ON "refunds"("workspace_id", "key");

-- CreateIndex
CREATE INDEX "erasures_created_at_idx" ON "erasures"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "erasures_workspace_id_customer_id_key" ON "erasures"("workspace_id", "customer_id");

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_workspace_id_conversion_id_fkey" FOREIGN KEY ("workspace_id", "conversion_id") REFERENCES "conversions"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "erasures" ADD CONSTRAINT "erasures_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- By hand: what the lists of events are asked for. Clicks, nearly all events, are found by walking the log.
CREATE INDEX "events_type_idx" ON "events" ("workspace_id", "type", "created_at", "id") WHERE "type" <> 'link.clicked';
CREATE INDEX "events_link_idx" ON "events" ("workspace_id", "link_id", "created_at", "id") WHERE "link_id" IS NOT NULL;
-- What a provider's request set off.
CREATE INDEX "receipts_correlation_idx" ON "receipts" ("workspace_id", "correlation_id") WHERE "correlation_id" IS NOT NULL;
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_amount" CHECK ("amount" > 0);
