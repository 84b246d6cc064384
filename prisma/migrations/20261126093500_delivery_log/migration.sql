-- What the filters of the delivery log read. Delivered rows, nearly all, stand in none of them save those of links and
-- types, so they cost where something failed, was slow or was asked for by a person. See docs/decisions.

-- By endpoint and state: what of an endpoint failed, waits or is held. Without delivered rows.
CREATE INDEX "deliveries_endpoint_state_idx" ON "deliveries" ("endpoint_id", "state", "created_at", "id") WHERE "state" <> 'delivered';
-- It serves what is held as well, in the same order.
DROP INDEX "deliveries_held_idx";
-- By how they failed.
CREATE INDEX "deliveries_error_class_idx" ON "deliveries" ("workspace_id", "error_class", "created_at", "id") WHERE "error_class" IS NOT NULL;
CREATE INDEX "deliveries_failed_code_idx" ON "deliveries" ("workspace_id", "status_code", "created_at", "id") WHERE "status_code" < 200 OR "status_code" > 299;
-- Failures in the order in which they happened, for the sweep that makes incidents of them.
CREATE INDEX "deliveries_failed_at_idx" ON "deliveries" ("endpoint_id", "last_attempt_at") WHERE "failure_group" IS NOT NULL;
-- What is rare by its nature.
CREATE INDEX "deliveries_slow_idx" ON "deliveries" ("workspace_id", "created_at", "id") WHERE "response_time_ms" >= 1000;
CREATE INDEX "deliveries_retried_idx" ON "deliveries" ("workspace_id", "created_at", "id") WHERE "attempt_count" >= 2;
CREATE INDEX "deliveries_kind_idx" ON "deliveries" ("workspace_id", "kind", "created_at", "id") WHERE "kind" <> 'event';
-- One link of many, one type of many. Clicks are found by walking the log.
CREATE INDEX "deliveries_link_idx" ON "deliveries" ("workspace_id", "link_id", "created_at", "id") WHERE "link_id" IS NOT NULL;
CREATE INDEX "deliveries_type_idx" ON "deliveries" ("workspace_id", "event_type", "created_at", "id") WHERE "event_type" <> 'link.clicked';
