-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "plan" AS ENUM ('starter', 'pro', 'enterprise');

-- CreateEnum
CREATE TYPE "mode" AS ENUM ('live', 'test');

-- CreateEnum
CREATE TYPE "surface" AS ENUM ('workspace', 'link', 'outbound');

-- CreateEnum
CREATE TYPE "endpoint_state" AS ENUM ('enabled', 'paused', 'disabled');

-- CreateEnum
CREATE TYPE "retry_preset" AS ENUM ('standard', 'fast', 'none');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'retrying', 'delivered', 'failed', 'held', 'skipped', 'canceled');

-- CreateEnum
CREATE TYPE "delivery_kind" AS ENUM ('event', 'test', 'replay');

-- CreateEnum
CREATE TYPE "attempt_trigger" AS ENUM ('automatic', 'manual', 'replay', 'test');

-- CreateEnum
CREATE TYPE "error_class" AS ENUM ('blocked', 'dns', 'refused', 'reset', 'timeout', 'tls', 'protocol', 'http');

-- CreateEnum
CREATE TYPE "event_source" AS ENUM ('api', 'link', 'conversion', 'provider', 'system', 'test');

-- CreateEnum
CREATE TYPE "conversion_class" AS ENUM ('lead', 'sale');

-- CreateEnum
CREATE TYPE "installation_status" AS ENUM ('active', 'paused', 'error', 'disconnected');

-- CreateEnum
CREATE TYPE "receipt_state" AS ENUM ('received', 'processed', 'ignored', 'duplicate', 'held', 'failed');

-- CreateEnum
CREATE TYPE "replay_state" AS ENUM ('preparing', 'running', 'paused', 'done', 'canceled');

-- CreateEnum
CREATE TYPE "replay_item_state" AS ENUM ('waiting', 'sent', 'left_out');

-- CreateEnum
CREATE TYPE "email_state" AS ENUM ('queued', 'sent', 'delivered', 'bounced', 'complained', 'suppressed', 'failed');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" TIMESTAMPTZ(3),
    "name" TEXT NOT NULL,
    "image" TEXT,
    "password_hash" TEXT,
    "totp_secret" TEXT,
    "recovery_codes" TEXT[],
    "locale" TEXT NOT NULL DEFAULT 'en',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "provider_account_id" TEXT COLLATE "C" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "user_agent" TEXT,
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification_tokens" (
    "identifier" TEXT NOT NULL,
    "token_hash" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verification_tokens_pkey" PRIMARY KEY ("identifier","token_hash")
);

-- CreateTable
CREATE TABLE "workspaces" (
    "id" TEXT COLLATE "C" NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "plan" "plan" NOT NULL DEFAULT 'starter',
    "mode" "mode" NOT NULL DEFAULT 'live',
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "live_workspace_id" TEXT COLLATE "C",
    "routing_version" BIGINT NOT NULL DEFAULT 0,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "workspaces_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "members" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "members_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "token_hash" TEXT NOT NULL,
    "invited_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "last_four" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "campaigns" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "campaigns_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "links" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "campaign_id" TEXT COLLATE "C",
    "short_code" TEXT NOT NULL,
    "destination_url" TEXT NOT NULL,
    "title" TEXT,
    "tags" TEXT[],
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "expires_at" TIMESTAMPTZ(3),
    "clicks" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 1,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clicks" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "link_id" TEXT COLLATE "C" NOT NULL,
    "qr" BOOLEAN NOT NULL DEFAULT false,
    "user_agent" TEXT,
    "referrer" TEXT,
    "visitor" TEXT,
    "country" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clicks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "customers" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "external_id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT,
    "name" TEXT,
    "click_id" TEXT COLLATE "C",
    "erased_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "customers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "conversions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "class" "conversion_class" NOT NULL,
    "event_name" TEXT NOT NULL,
    "link_id" TEXT COLLATE "C",
    "click_id" TEXT COLLATE "C",
    "customer_id" TEXT COLLATE "C",
    "order_id" TEXT COLLATE "C",
    "amount" BIGINT,
    "currency" TEXT,
    "attribution" TEXT NOT NULL,
    "metadata" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "conversions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "type" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "link_id" TEXT COLLATE "C",
    "customer_id" TEXT COLLATE "C",
    "source" "event_source" NOT NULL,
    "correlation_id" TEXT COLLATE "C",
    "actor" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "events_pkey" PRIMARY KEY ("id","created_at")
) PARTITION BY RANGE ("created_at");

-- CreateTable
CREATE TABLE "event_keys" (
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "event_created_at" TIMESTAMPTZ(3) NOT NULL,
    "fingerprint" TEXT NOT NULL,

    CONSTRAINT "event_keys_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "endpoints" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "surface" "surface" NOT NULL,
    "link_id" TEXT COLLATE "C",
    "installation_id" TEXT COLLATE "C",
    "name" TEXT NOT NULL,
    "description" TEXT,
    "url" TEXT NOT NULL,
    "event_types" TEXT[],
    "filters" JSONB,
    "sealed_headers" TEXT,
    "header_names" TEXT[],
    "header_hints" TEXT[],
    "state" "endpoint_state" NOT NULL DEFAULT 'enabled',
    "state_code" TEXT,
    "state_at" TIMESTAMPTZ(3),
    "state_by" TEXT,
    "retry_preset" "retry_preset" NOT NULL DEFAULT 'standard',
    "timeout_ms" INTEGER NOT NULL DEFAULT 15000,
    "rate_limit" INTEGER,
    "wait_until" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "deleted_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "endpoints_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoint_secrets" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "sealed" TEXT NOT NULL,
    "hint" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "endpoint_secrets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "endpoint_health" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "last_success_at" TIMESTAMPTZ(3),
    "last_failure_at" TIMESTAMPTZ(3),
    "failing_since" TIMESTAMPTZ(3),
    "failed_deliveries" INTEGER NOT NULL DEFAULT 0,
    "failures_in_a_row" INTEGER NOT NULL DEFAULT 0,
    "warned" INTEGER NOT NULL DEFAULT 0,
    "reported_since" TIMESTAMPTZ(3),
    "reported_failures" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "endpoint_health_pkey" PRIMARY KEY ("endpoint_id")
);

-- CreateTable
CREATE TABLE "endpoint_ledger" (
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "day" DATE NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "matched" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "endpoint_ledger_pkey" PRIMARY KEY ("endpoint_id","day")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "event_created_at" TIMESTAMPTZ(3) NOT NULL,
    "event_type" TEXT NOT NULL,
    "link_id" TEXT COLLATE "C",
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "surface" "surface" NOT NULL,
    "kind" "delivery_kind" NOT NULL DEFAULT 'event',
    "state" "delivery_state" NOT NULL,
    "reason" TEXT,
    "reason_detail" JSONB,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "step" INTEGER NOT NULL DEFAULT 0,
    "trigger" "attempt_trigger" NOT NULL DEFAULT 'automatic',
    "requested_by" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL DEFAULT 0,
    "status_code" INTEGER,
    "response_time_ms" INTEGER,
    "error_class" "error_class",
    "failure_group" TEXT,
    "last_attempt_at" TIMESTAMPTZ(3),
    "replay_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("id","event_created_at")
) PARTITION BY RANGE ("event_created_at");

-- CreateTable
CREATE TABLE "attempts" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "delivery_id" TEXT COLLATE "C" NOT NULL,
    "event_created_at" TIMESTAMPTZ(3) NOT NULL,
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "number" INTEGER NOT NULL,
    "trigger" "attempt_trigger" NOT NULL,
    "requested_by" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "response_time_ms" INTEGER NOT NULL,
    "status_code" INTEGER,
    "error_class" "error_class",
    "error_message" TEXT,
    "request_url" TEXT NOT NULL,
    "request_headers" TEXT NOT NULL,
    "response_headers" TEXT,
    "response_body" BYTEA,
    "response_size" INTEGER,
    "truncated" BOOLEAN NOT NULL DEFAULT false,
    "timings" INTEGER[],
    "resolved_address" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "attempts_pkey" PRIMARY KEY ("delivery_id","number","event_created_at")
) PARTITION BY RANGE ("event_created_at");

-- CreateTable
CREATE TABLE "outbox" (
    "id" TEXT COLLATE "C" NOT NULL,
    "name" TEXT NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "event_id" TEXT COLLATE "C" NOT NULL,
    "event_created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "engines" (
    "id" TEXT COLLATE "C" NOT NULL,
    "lock_key" BIGINT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "engines_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installations" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "provider" TEXT NOT NULL,
    "external_account_id" TEXT COLLATE "C",
    "external_name" TEXT,
    "external_mode" "mode",
    "status" "installation_status" NOT NULL,
    "status_code" TEXT,
    "status_detail" TEXT,
    "status_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "status_by" TEXT,
    "scopes" TEXT[],
    "settings" JSONB NOT NULL DEFAULT '{}',
    "last_inbound_at" TIMESTAMPTZ(3),
    "last_outbound_at" TIMESTAMPTZ(3),
    "last_checked_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "credentials" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "installation_id" TEXT COLLATE "C" NOT NULL,
    "sealed" TEXT NOT NULL,
    "access_expires" TIMESTAMPTZ(3),
    "refresh_expires" TIMESTAMPTZ(3),
    "refreshed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "credentials_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "oauth_states" (
    "state_hash" TEXT NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "user_id" TEXT COLLATE "C" NOT NULL,
    "session_id" TEXT COLLATE "C" NOT NULL,
    "provider" TEXT NOT NULL,
    "verifier" TEXT,
    "return_to" TEXT,
    "settings" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "oauth_states_pkey" PRIMARY KEY ("state_hash")
);

-- CreateTable
CREATE TABLE "receipts" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C",
    "installation_id" TEXT COLLATE "C",
    "provider" TEXT NOT NULL,
    "external_id" TEXT COLLATE "C" NOT NULL,
    "topic" TEXT,
    "headers" TEXT,
    "body" BYTEA,
    "state" "receipt_state" NOT NULL,
    "reason" TEXT,
    "error" TEXT,
    "produced" JSONB,
    "correlation_id" TEXT COLLATE "C",
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "processed_at" TIMESTAMPTZ(3),

    CONSTRAINT "receipts_pkey" PRIMARY KEY ("id","received_at")
) PARTITION BY RANGE ("received_at");

-- CreateTable
CREATE TABLE "receipt_keys" (
    "provider" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "external_id" TEXT COLLATE "C" NOT NULL,
    "receipt_id" TEXT COLLATE "C" NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "receipt_keys_pkey" PRIMARY KEY ("provider","scope","external_id")
);

-- CreateTable
CREATE TABLE "verify_failures" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C",
    "installation_id" TEXT COLLATE "C",
    "provider" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "address" TEXT,
    "size" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verify_failures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replays" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "selection" JSONB NOT NULL,
    "endpoint_id" TEXT COLLATE "C",
    "state" "replay_state" NOT NULL,
    "state_reason" TEXT,
    "rate_per_second" INTEGER,
    "total" INTEGER NOT NULL DEFAULT 0,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "left_out" INTEGER NOT NULL DEFAULT 0,
    "cursor_at" TIMESTAMPTZ(3),
    "cursor_id" TEXT COLLATE "C",
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "replays_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "replay_items" (
    "replay_id" TEXT COLLATE "C" NOT NULL,
    "delivery_id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "event_created_at" TIMESTAMPTZ(3) NOT NULL,
    "state" "replay_item_state" NOT NULL DEFAULT 'waiting',

    CONSTRAINT "replay_items_pkey" PRIMARY KEY ("replay_id","delivery_id")
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "endpoint_id" TEXT COLLATE "C" NOT NULL,
    "failure_group" TEXT NOT NULL,
    "error_class" "error_class" NOT NULL,
    "status_code" INTEGER,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),
    "sample_delivery" TEXT NOT NULL,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suppressions" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "email" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppressions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "email_messages" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C",
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "state" "email_state" NOT NULL DEFAULT 'queued',
    "state_detail" TEXT,
    "external_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "email_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notices" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "category" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "endpoint_id" TEXT COLLATE "C",
    "event_id" TEXT COLLATE "C",
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notices_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "preferences" (
    "user_id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "preferences_pkey" PRIMARY KEY ("user_id","key")
);

-- CreateTable
CREATE TABLE "idempotency_records" (
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "status" INTEGER,
    "response" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_records_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "id" TEXT COLLATE "C" NOT NULL,
    "workspace_id" TEXT COLLATE "C" NOT NULL,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT COLLATE "C" NOT NULL,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "object_type" TEXT NOT NULL,
    "object_id" TEXT COLLATE "C" NOT NULL,
    "object_name" TEXT,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT COLLATE "C",
    "address" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE UNLOGGED TABLE "rate_counters" (
    "key" TEXT NOT NULL,
    "window_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "rate_counters_pkey" PRIMARY KEY ("key","window_at")
);

-- CreateTable
CREATE TABLE "server_settings" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "server_settings_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_provider_account_id_key" ON "accounts"("provider", "provider_account_id");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "verification_tokens_token_hash_key" ON "verification_tokens"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "workspaces_slug_key" ON "workspaces"("slug");

-- CreateIndex
CREATE INDEX "members_user_id_idx" ON "members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "members_workspace_id_id_key" ON "members"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "members_workspace_id_user_id_key" ON "members"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE INDEX "invitations_workspace_id_created_at_idx" ON "invitations"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_workspace_id_id_key" ON "invitations"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_hash_key" ON "api_keys"("hash");

-- CreateIndex
CREATE INDEX "api_keys_workspace_id_created_at_idx" ON "api_keys"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_workspace_id_id_key" ON "api_keys"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "campaigns_workspace_id_created_at_idx" ON "campaigns"("workspace_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "campaigns_workspace_id_id_key" ON "campaigns"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "links_short_code_key" ON "links"("short_code");

-- CreateIndex
CREATE INDEX "links_workspace_id_created_at_id_idx" ON "links"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "links_workspace_id_id_key" ON "links"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "clicks_workspace_id_link_id_created_at_idx" ON "clicks"("workspace_id", "link_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "clicks_workspace_id_id_key" ON "clicks"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "customers_workspace_id_created_at_id_idx" ON "customers"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_workspace_id_id_key" ON "customers"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "customers_workspace_id_external_id_key" ON "customers"("workspace_id", "external_id");

-- CreateIndex
CREATE INDEX "conversions_workspace_id_created_at_id_idx" ON "conversions"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "conversions_workspace_id_id_key" ON "conversions"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "conversions_workspace_id_order_id_key" ON "conversions"("workspace_id", "order_id");

-- CreateIndex
CREATE INDEX "events_workspace_id_created_at_id_idx" ON "events"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "event_keys_event_created_at_idx" ON "event_keys"("event_created_at");

-- CreateIndex
CREATE INDEX "endpoints_workspace_id_surface_created_at_id_idx" ON "endpoints"("workspace_id", "surface", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "endpoints_workspace_id_id_key" ON "endpoints"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "endpoint_secrets_workspace_id_endpoint_id_idx" ON "endpoint_secrets"("workspace_id", "endpoint_id");

-- CreateIndex
CREATE UNIQUE INDEX "endpoint_secrets_workspace_id_id_key" ON "endpoint_secrets"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "endpoint_health_failing_since_idx" ON "endpoint_health"("failing_since");

-- CreateIndex
CREATE UNIQUE INDEX "endpoint_health_workspace_id_endpoint_id_key" ON "endpoint_health"("workspace_id", "endpoint_id");

-- CreateIndex
CREATE INDEX "deliveries_workspace_id_created_at_id_idx" ON "deliveries"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "deliveries_endpoint_id_created_at_id_idx" ON "deliveries"("endpoint_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "attempts_endpoint_id_started_at_idx" ON "attempts"("endpoint_id", "started_at");

-- CreateIndex
CREATE INDEX "installations_workspace_id_provider_idx" ON "installations"("workspace_id", "provider");

-- CreateIndex
CREATE UNIQUE INDEX "installations_workspace_id_id_key" ON "installations"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credentials_workspace_id_id_key" ON "credentials"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "credentials_workspace_id_installation_id_key" ON "credentials"("workspace_id", "installation_id");

-- CreateIndex
CREATE INDEX "receipts_workspace_id_installation_id_received_at_id_idx" ON "receipts"("workspace_id", "installation_id", "received_at", "id");

-- CreateIndex
CREATE INDEX "receipt_keys_received_at_idx" ON "receipt_keys"("received_at");

-- CreateIndex
CREATE INDEX "verify_failures_provider_created_at_idx" ON "verify_failures"("provider", "created_at");

-- CreateIndex
CREATE INDEX "replays_workspace_id_created_at_id_idx" ON "replays"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "replays_workspace_id_id_key" ON "replays"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "incidents_workspace_id_last_seen_at_id_idx" ON "incidents"("workspace_id", "last_seen_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "incidents_workspace_id_id_key" ON "incidents"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "suppressions_workspace_id_id_key" ON "suppressions"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "suppressions_workspace_id_email_key" ON "suppressions"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "email_messages_external_id_key" ON "email_messages"("external_id");

-- CreateIndex
CREATE INDEX "email_messages_workspace_id_created_at_id_idx" ON "email_messages"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "notices_workspace_id_created_at_id_idx" ON "notices"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE UNIQUE INDEX "notices_workspace_id_id_key" ON "notices"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_records_created_at_idx" ON "idempotency_records"("created_at");

-- CreateIndex
CREATE INDEX "audit_entries_workspace_id_created_at_id_idx" ON "audit_entries"("workspace_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "audit_entries_workspace_id_object_id_created_at_idx" ON "audit_entries"("workspace_id", "object_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_workspace_id_id_key" ON "audit_entries"("workspace_id", "id");

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_live_workspace_id_fkey" FOREIGN KEY ("live_workspace_id") REFERENCES "workspaces"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "members" ADD CONSTRAINT "members_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "links" ADD CONSTRAINT "links_workspace_id_campaign_id_fkey" FOREIGN KEY ("workspace_id", "campaign_id") REFERENCES "campaigns"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clicks" ADD CONSTRAINT "clicks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clicks" ADD CONSTRAINT "clicks_workspace_id_link_id_fkey" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "links"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "customers" ADD CONSTRAINT "customers_workspace_id_click_id_fkey" FOREIGN KEY ("workspace_id", "click_id") REFERENCES "clicks"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversions" ADD CONSTRAINT "conversions_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversions" ADD CONSTRAINT "conversions_workspace_id_link_id_fkey" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "links"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversions" ADD CONSTRAINT "conversions_workspace_id_click_id_fkey" FOREIGN KEY ("workspace_id", "click_id") REFERENCES "clicks"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "conversions" ADD CONSTRAINT "conversions_workspace_id_customer_id_fkey" FOREIGN KEY ("workspace_id", "customer_id") REFERENCES "customers"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "events" ADD CONSTRAINT "events_workspace_id_link_id_fkey" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "links"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_workspace_id_link_id_fkey" FOREIGN KEY ("workspace_id", "link_id") REFERENCES "links"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "installations"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_secrets" ADD CONSTRAINT "endpoint_secrets_workspace_id_endpoint_id_fkey" FOREIGN KEY ("workspace_id", "endpoint_id") REFERENCES "endpoints"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "endpoint_health" ADD CONSTRAINT "endpoint_health_workspace_id_endpoint_id_fkey" FOREIGN KEY ("workspace_id", "endpoint_id") REFERENCES "endpoints"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliveries" ADD CONSTRAINT "deliveries_workspace_id_endpoint_id_fkey" FOREIGN KEY ("workspace_id", "endpoint_id") REFERENCES "endpoints"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "installations" ADD CONSTRAINT "installations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_workspace_id_installation_id_fkey" FOREIGN KEY ("workspace_id", "installation_id") REFERENCES "installations"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replays" ADD CONSTRAINT "replays_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "replay_items" ADD CONSTRAINT "replay_items_workspace_id_replay_id_fkey" FOREIGN KEY ("workspace_id", "replay_id") REFERENCES "replays"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "preferences" ADD CONSTRAINT "preferences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ── By hand: what Prisma cannot express ──────────────────────────────────────────────────────────────────────────────

-- One partition a week (Monday to Monday, UTC) and a default one, so that no row is ever refused for its time.
CREATE TABLE "events_default" PARTITION OF "events" DEFAULT;
CREATE TABLE "deliveries_default" PARTITION OF "deliveries" DEFAULT;
CREATE TABLE "attempts_default" PARTITION OF "attempts" DEFAULT;
CREATE TABLE "receipts_default" PARTITION OF "receipts" DEFAULT;

-- Creates the missing weekly partitions that cover [from_time, to_time]. Safe to call again and from several processes.
CREATE FUNCTION linquid_ensure_partitions(from_time timestamptz, to_time timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  week timestamp;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('linquid_partitions', 0));
  FOREACH parent IN ARRAY ARRAY['events', 'deliveries', 'attempts', 'receipts'] LOOP
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

-- Drops the weekly partitions that end before a time. The caller knows that nothing unfinished is in them.
CREATE FUNCTION linquid_drop_partitions(before_time timestamptz) RETURNS integer
LANGUAGE plpgsql AS $$
DECLARE
  child record;
  dropped integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('linquid_partitions', 0));
  FOR child IN
    SELECT c.relname FROM pg_inherits i
    JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class p ON p.oid = i.inhparent
    WHERE p.relname IN ('events', 'deliveries', 'attempts', 'receipts') AND c.relname ~ '_[0-9]{8}$'
      AND to_timestamp(right(c.relname, 8), 'YYYYMMDD') + interval '8 days' < before_time
  LOOP
    EXECUTE format('DROP TABLE %I', child.relname);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END
$$;

SELECT linquid_ensure_partitions(now() - interval '7 days', now() + interval '35 days');

-- One delivery per event and endpoint, tests aside. Serves "the deliveries of this event" too.
CREATE UNIQUE INDEX "deliveries_event_endpoint_key" ON "deliveries" ("event_id", "endpoint_id", "event_created_at") WHERE "kind" <> 'test';
-- What is unfinished, in the order in which it is due. Small, however long the log.
CREATE INDEX "deliveries_due_idx" ON "deliveries" ("next_attempt_at") WHERE "state" IN ('pending', 'retrying');
-- The states a person looks for. Delivered rows, nearly all, are served by the plain list index.
CREATE INDEX "deliveries_state_idx" ON "deliveries" ("workspace_id", "state", "created_at", "id") WHERE "state" NOT IN ('pending', 'delivered');
CREATE INDEX "events_correlation_idx" ON "events" ("workspace_id", "correlation_id") WHERE "correlation_id" IS NOT NULL;
CREATE INDEX "events_customer_idx" ON "events" ("workspace_id", "customer_id") WHERE "customer_id" IS NOT NULL;
CREATE INDEX "outbox_unsent_idx" ON "outbox" ("id") WHERE "sent_at" IS NULL;
CREATE INDEX "outbox_sent_idx" ON "outbox" ("sent_at") WHERE "sent_at" IS NOT NULL;
CREATE INDEX "receipts_unprocessed_idx" ON "receipts" ("received_at") WHERE "state" = 'received';
-- One open incident for each group of failures.
CREATE UNIQUE INDEX "incidents_open_key" ON "incidents" ("endpoint_id", "failure_group") WHERE "resolved_at" IS NULL;
-- A destination's URL stands once in its workspace, also under fifty parallel creates.
CREATE UNIQUE INDEX "endpoints_outbound_url_key" ON "endpoints" ("workspace_id", "url") WHERE "surface" = 'outbound' AND "deleted_at" IS NULL;
-- One connected installation for each account of a provider.
CREATE UNIQUE INDEX "installations_account_key" ON "installations" ("provider", "external_account_id") WHERE "status" <> 'disconnected' AND "external_account_id" IS NOT NULL;
-- The current signing secret is one.
CREATE UNIQUE INDEX "endpoint_secrets_current_key" ON "endpoint_secrets" ("endpoint_id") WHERE "expires_at" IS NULL;

ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_link_surface" CHECK (("surface" = 'link') = ("link_id" IS NOT NULL));
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_timeout" CHECK ("timeout_ms" BETWEEN 1000 AND 30000);
ALTER TABLE "endpoints" ADD CONSTRAINT "endpoints_rate" CHECK ("rate_limit" IS NULL OR "rate_limit" BETWEEN 1 AND 1000);
ALTER TABLE "conversions" ADD CONSTRAINT "conversions_money" CHECK (("amount" IS NULL) = ("currency" IS NULL));
ALTER TABLE "workspaces" ADD CONSTRAINT "workspaces_test_of" CHECK ("mode" = 'test' OR "live_workspace_id" IS NULL);

-- Whatever decides where events go raises the workspace's routing version in the same transaction and tells the engines.
-- A trigger, so that no statement can forget it.
CREATE FUNCTION linquid_routing_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
  ws text := COALESCE(NEW.workspace_id, OLD.workspace_id);
BEGIN
  UPDATE workspaces SET routing_version = routing_version + 1 WHERE id = ws;
  PERFORM pg_notify('linquid_routing', ws);
  RETURN NULL;
END
$$;
CREATE TRIGGER "endpoints_routing" AFTER INSERT OR UPDATE OR DELETE ON "endpoints" FOR EACH ROW EXECUTE FUNCTION linquid_routing_changed();
CREATE TRIGGER "endpoint_secrets_routing" AFTER INSERT OR UPDATE OR DELETE ON "endpoint_secrets" FOR EACH ROW EXECUTE FUNCTION linquid_routing_changed();

CREATE FUNCTION linquid_plan_changed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  NEW.routing_version := OLD.routing_version + 1;
  PERFORM pg_notify('linquid_routing', NEW.id);
  RETURN NEW;
END
$$;
CREATE TRIGGER "workspaces_routing" BEFORE UPDATE ON "workspaces" FOR EACH ROW
  WHEN (OLD.plan IS DISTINCT FROM NEW.plan OR OLD.deleted_at IS DISTINCT FROM NEW.deleted_at)
  EXECUTE FUNCTION linquid_plan_changed();
