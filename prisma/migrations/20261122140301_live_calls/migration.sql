-- CreateEnum
CREATE TYPE "CallState" AS ENUM ('queued', 'dialing', 'ringing', 'in_progress', 'completed', 'busy', 'no_answer', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "CallPurpose" AS ENUM ('customer', 'test', 'proof', 'traffic');

-- CreateEnum
CREATE TYPE "HangupSource" AS ENUM ('caller', 'callee', 'carrier', 'platform', 'api_request', 'error');

-- CreateEnum
CREATE TYPE "SimulationState" AS ENUM ('queued', 'running', 'done', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "PairProof" AS ENUM ('unproven', 'proven', 'failed');

-- CreateEnum
CREATE TYPE "TrunkKind" AS ENUM ('sandbox', 'sip');

-- CreateEnum
CREATE TYPE "SipTransport" AS ENUM ('udp', 'tcp', 'tls');

-- CreateEnum
CREATE TYPE "TrunkAuthentication" AS ENUM ('ip', 'registration');

-- CreateEnum
CREATE TYPE "CallerIdHeader" AS ENUM ('from', 'p_asserted_identity', 'remote_party_id');

-- CreateEnum
CREATE TYPE "CallerIdFormat" AS ENUM ('e164', 'national_zero', 'national');

-- CreateEnum
CREATE TYPE "OverrideAction" AS ENUM ('drain', 'force');

-- CreateEnum
CREATE TYPE "OverrideTargetKind" AS ENUM ('trunk', 'carrier', 'pair');

-- AlterEnum
ALTER TYPE "LedgerKind" ADD VALUE 'call';

-- AlterTable
ALTER TABLE "accounts" ADD COLUMN     "calls_per_second" INTEGER NOT NULL DEFAULT 2,
ADD COLUMN     "concurrent_calls" INTEGER NOT NULL DEFAULT 50;

-- AlterTable
ALTER TABLE "ha_pairs" ADD COLUMN     "manual_failback" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "proof" "PairProof" NOT NULL DEFAULT 'unproven',
ADD COLUMN     "proof_reason" TEXT,
ADD COLUMN     "proven_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "calls" (
    "id" BIGINT NOT NULL,
    "uuid" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "purpose" "CallPurpose" NOT NULL,
    "from_number" TEXT NOT NULL,
    "to_number" TEXT NOT NULL,
    "presented_number" TEXT,
    "rental_id" TEXT,
    "state" "CallState" NOT NULL,
    "queued_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ringing_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "post_dial_delay_ms" INTEGER,
    "duration_seconds" INTEGER NOT NULL DEFAULT 0,
    "billed_seconds" INTEGER NOT NULL DEFAULT 0,
    "rate_micros" BIGINT NOT NULL DEFAULT 0,
    "amount_micros" BIGINT NOT NULL DEFAULT 0,
    "tax_micros" BIGINT NOT NULL DEFAULT 0,
    "currency" "Currency" NOT NULL,
    "hangup_code" INTEGER,
    "hangup_source" "HangupSource",
    "sip_code" INTEGER,
    "q850_cause" INTEGER,
    "carrier_id" INTEGER,
    "trunk_id" INTEGER,
    "attempt_count" INTEGER NOT NULL DEFAULT 0,
    "failed_over" BOOLEAN NOT NULL DEFAULT false,
    "saved" BOOLEAN NOT NULL DEFAULT false,
    "plan" JSONB,

    CONSTRAINT "calls_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_attempts" (
    "call_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "hop_index" INTEGER NOT NULL,
    "trunk_id" INTEGER NOT NULL,
    "carrier_id" INTEGER NOT NULL,
    "presented_number" TEXT NOT NULL,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "responded_at" TIMESTAMPTZ(3),
    "ringing_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "sip_code" INTEGER,
    "q850_cause" INTEGER,
    "local_end" TEXT,
    "phase" TEXT NOT NULL,
    "outcome" TEXT,
    "is_blamed" BOOLEAN NOT NULL DEFAULT false,
    "is_late_answer" BOOLEAN NOT NULL DEFAULT false,
    "mos_hundredths" INTEGER,

    CONSTRAINT "call_attempts_pkey" PRIMARY KEY ("call_id","position")
);

-- CreateTable
CREATE TABLE "simulation_runs" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "scenario" JSONB NOT NULL,
    "policies" TEXT[],
    "seeds" INTEGER NOT NULL,
    "state" "SimulationState" NOT NULL DEFAULT 'queued',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "problem" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "simulation_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trunks" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "carrier_id" INTEGER NOT NULL,
    "kind" "TrunkKind" NOT NULL DEFAULT 'sandbox',
    "transport" "SipTransport" NOT NULL DEFAULT 'udp',
    "authentication" "TrunkAuthentication" NOT NULL DEFAULT 'ip',
    "caller_id_header" "CallerIdHeader" NOT NULL DEFAULT 'p_asserted_identity',
    "caller_id_format" "CallerIdFormat" NOT NULL DEFAULT 'e164',
    "codecs" TEXT[] DEFAULT ARRAY['g711-plc']::TEXT[],
    "session_timer_seconds" INTEGER,
    "answers_options" BOOLEAN NOT NULL DEFAULT true,
    "max_channels" INTEGER,
    "max_cps" INTEGER,
    "outcome_overrides" JSONB NOT NULL DEFAULT '[]',
    "behaviour" JSONB NOT NULL DEFAULT '{}',
    "is_enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trunks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "routes" (
    "id" SERIAL NOT NULL,
    "prefix" TEXT NOT NULL,
    "trunk_id" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 0,
    "cost_micros" BIGINT NOT NULL,
    "destination_group" TEXT NOT NULL,

    CONSTRAINT "routes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "call_rates" (
    "prefix" TEXT NOT NULL,
    "destination" TEXT NOT NULL,
    "inr_micros" BIGINT NOT NULL,
    "usd_micros" BIGINT NOT NULL,

    CONSTRAINT "call_rates_pkey" PRIMARY KEY ("prefix")
);

-- CreateTable
CREATE TABLE "sandbox_faults" (
    "id" TEXT NOT NULL,
    "trunk_id" INTEGER NOT NULL,
    "prefix" TEXT NOT NULL DEFAULT '',
    "fault" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_faults_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "route_overrides" (
    "id" TEXT NOT NULL,
    "target_kind" "OverrideTargetKind" NOT NULL,
    "target_id" TEXT NOT NULL,
    "account_id" TEXT,
    "action" "OverrideAction" NOT NULL,
    "reason" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "released_by" TEXT,

    CONSTRAINT "route_overrides_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "route_events" (
    "id" BIGSERIAL NOT NULL,
    "agent_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "trunk_id" INTEGER NOT NULL,
    "destination_group" TEXT,
    "number" TEXT,
    "from_state" TEXT NOT NULL,
    "to_state" TEXT NOT NULL,
    "rule" TEXT NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "route_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" TEXT NOT NULL,
    "agent_id" TEXT NOT NULL,
    "engine_id" INTEGER NOT NULL,
    "trunk_id" INTEGER NOT NULL,
    "rule" TEXT NOT NULL,
    "figures" JSONB NOT NULL,
    "first_evidence_at" TIMESTAMPTZ(3),
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_because" JSONB,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_notes" (
    "id" TEXT NOT NULL,
    "incident_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "incident_notes_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "trunk_minutes" (
    "trunk_id" INTEGER NOT NULL,
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "agent_id" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,
    "network_failures" INTEGER NOT NULL,
    "congested" INTEGER NOT NULL,
    "callee" INTEGER NOT NULL,
    "talk_seconds" INTEGER NOT NULL,
    "peak_in_progress" INTEGER NOT NULL,
    "delay_p50_ms" INTEGER,
    "delay_p95_ms" INTEGER,
    "mos_hundredths" INTEGER,

    CONSTRAINT "trunk_minutes_pkey" PRIMARY KEY ("trunk_id","minute","agent_id")
);

-- CreateTable
CREATE TABLE "agent_cursors" (
    "agent_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "agent_cursors_pkey" PRIMARY KEY ("agent_id")
);

-- CreateTable
CREATE TABLE "traffic_generators" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "calls_per_second" DOUBLE PRECISION NOT NULL,
    "numbers" TEXT[],
    "destinations" TEXT[],
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "stopped_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,

    CONSTRAINT "traffic_generators_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "calls_uuid_key" ON "calls"("uuid");

-- CreateIndex
CREATE INDEX "calls_account_id_id_idx" ON "calls"("account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "simulation_runs_account_id_created_at_idx" ON "simulation_runs"("account_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "trunks_slug_key" ON "trunks"("slug");

-- CreateIndex
CREATE INDEX "trunks_carrier_id_idx" ON "trunks"("carrier_id");

-- CreateIndex
CREATE UNIQUE INDEX "routes_prefix_trunk_id_key" ON "routes"("prefix", "trunk_id");

-- CreateIndex
CREATE INDEX "sandbox_faults_ends_at_idx" ON "sandbox_faults"("ends_at");

-- CreateIndex
CREATE INDEX "sandbox_faults_trunk_id_ends_at_idx" ON "sandbox_faults"("trunk_id", "ends_at");

-- CreateIndex
CREATE INDEX "route_overrides_ends_at_idx" ON "route_overrides"("ends_at");

-- CreateIndex
CREATE INDEX "route_overrides_target_kind_target_id_idx" ON "route_overrides"("target_kind", "target_id");

-- CreateIndex
CREATE INDEX "route_events_trunk_id_at_idx" ON "route_events"("trunk_id", "at" DESC);

-- CreateIndex
CREATE INDEX "route_events_at_idx" ON "route_events"("at" DESC);

-- CreateIndex
CREATE INDEX "incidents_opened_at_idx" ON "incidents"("opened_at" DESC);

-- CreateIndex
CREATE INDEX "incidents_trunk_id_opened_at_idx" ON "incidents"("trunk_id", "opened_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "incidents_agent_id_engine_id_opened_at_key" ON "incidents"("agent_id", "engine_id", "opened_at");

-- CreateIndex
CREATE INDEX "incident_notes_incident_id_created_at_idx" ON "incident_notes"("incident_id", "created_at");

-- CreateIndex
CREATE INDEX "trunk_minutes_minute_idx" ON "trunk_minutes"("minute");

-- CreateIndex
CREATE INDEX "traffic_generators_ends_at_idx" ON "traffic_generators"("ends_at");

-- AddForeignKey
ALTER TABLE "calls" ADD CONSTRAINT "calls_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "call_attempts" ADD CONSTRAINT "call_attempts_call_id_fkey" FOREIGN KEY ("call_id") REFERENCES "calls"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "simulation_runs" ADD CONSTRAINT "simulation_runs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trunks" ADD CONSTRAINT "trunks_carrier_id_fkey" FOREIGN KEY ("carrier_id") REFERENCES "carriers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routes" ADD CONSTRAINT "routes_trunk_id_fkey" FOREIGN KEY ("trunk_id") REFERENCES "trunks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_faults" ADD CONSTRAINT "sandbox_faults_trunk_id_fkey" FOREIGN KEY ("trunk_id") REFERENCES "trunks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "route_events" ADD CONSTRAINT "route_events_trunk_id_fkey" FOREIGN KEY ("trunk_id") REFERENCES "trunks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_trunk_id_fkey" FOREIGN KEY ("trunk_id") REFERENCES "trunks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_notes" ADD CONSTRAINT "incident_notes_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trunk_minutes" ADD CONSTRAINT "trunk_minutes_trunk_id_fkey" FOREIGN KEY ("trunk_id") REFERENCES "trunks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "traffic_generators" ADD CONSTRAINT "traffic_generators_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is beyond Prisma's schema language (and its diff).

-- Call Logs: each filter pages by the call's id, which is ordered by time.
CREATE INDEX "calls_account_from_idx" ON "calls" ("account_id", "from_number", "id" DESC);
CREATE INDEX "calls_account_to_idx" ON "calls" ("account_id", "to_number", "id" DESC);
CREATE INDEX "calls_account_cause_idx" ON "calls" ("account_id", "hangup_code", "id" DESC);
CREATE INDEX "calls_account_carrier_idx" ON "calls" ("account_id", "carrier_id", "id" DESC);
CREATE INDEX "calls_account_failed_over_idx" ON "calls" ("account_id", "id" DESC) WHERE "failed_over";
-- What is still going on: live calls, and what a killed agent left behind.
CREATE INDEX "calls_open_idx" ON "calls" ("agent_id", "account_id", "id" DESC) WHERE "ended_at" IS NULL;

ALTER TABLE "calls" ADD CONSTRAINT "calls_amounts_not_negative" CHECK ("amount_micros" >= 0 AND "tax_micros" >= 0 AND "rate_micros" >= 0 AND "billed_seconds" >= 0);
-- Only what was answered costs.
ALTER TABLE "calls" ADD CONSTRAINT "calls_unanswered_free" CHECK ("answered_at" IS NOT NULL OR "amount_micros" = 0);
ALTER TABLE "calls" ADD CONSTRAINT "calls_ended_have_a_cause" CHECK (("ended_at" IS NULL) = ("hangup_code" IS NULL));
ALTER TABLE "routes" ADD CONSTRAINT "routes_prefix_is_digits" CHECK ("prefix" ~ '^[0-9]{0,15}$');
ALTER TABLE "call_rates" ADD CONSTRAINT "call_rates_prefix_is_digits" CHECK ("prefix" ~ '^[0-9]{1,15}$');
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_call_limits_positive" CHECK ("calls_per_second" >= 1 AND "concurrent_calls" >= 1);
ALTER TABLE "route_overrides" ADD CONSTRAINT "route_overrides_end_after_start" CHECK ("ends_at" > "starts_at");
ALTER TABLE "sandbox_faults" ADD CONSTRAINT "sandbox_faults_end_after_start" CHECK ("ends_at" > "starts_at");
ALTER TABLE "traffic_generators" ADD CONSTRAINT "traffic_generators_end_after_start" CHECK ("ends_at" > "starts_at" AND "calls_per_second" > 0);
