-- CreateTable
CREATE TABLE "installation_members" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "installation_id" TEXT COLLATE "C" NOT NULL,
    "member_id" TEXT COLLATE "C" NOT NULL,
    "external_user_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forward_mutes" (
    "installation_id" TEXT COLLATE "C" NOT NULL,
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forward_mutes_pkey" PRIMARY KEY ("installation_id","endpoint_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "installation_members_workspace_id_id_key" ON "installation_members"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "installation_members_installation_id_external_user_id_key" ON "installation_members"("installation_id", "external_user_id");

-- AddForeignKey
ALTER TABLE "installation_members" ADD CONSTRAINT "installation_members_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installation_members" ADD CONSTRAINT "installation_members_workspace_id_member_id_fkey" FOREIGN KEY ("workspace_id", "member_id") REFERENCES "members"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forward_mutes" ADD CONSTRAINT "forward_mutes_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
