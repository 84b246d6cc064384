-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_workspace_id_endpoint_id_fkey" FOREIGN KEY ("workspace_id", "endpoint_id") REFERENCES "endpoints"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
