-- CreateEnum
CREATE TYPE "Role" AS ENUM ('owner', 'admin', 'developer', 'finance', 'support');

-- CreateEnum
CREATE TYPE "ComplianceStatus" AS ENUM ('draft', 'submitted', 'accepted', 'rejected', 'suspended', 'expired');

-- CreateEnum
CREATE TYPE "Currency" AS ENUM ('INR', 'USD');

-- CreateEnum
CREATE TYPE "LedgerKind" AS ENUM ('top_up', 'setup_fee', 'rental', 'tax', 'adjustment');

-- CreateEnum
CREATE TYPE "HoldState" AS ENUM ('held', 'captured', 'released');

-- CreateEnum
CREATE TYPE "RentalStatus" AS ENUM ('provisioning', 'active', 'past_due', 'released', 'failed');

-- CreateEnum
CREATE TYPE "HaPairState" AS ENUM ('requested', 'reserved', 'ordered', 'active', 'replacing', 'waiting_for_stock', 'failed', 'releasing', 'off');

-- CreateEnum
CREATE TYPE "FallbackReach" AS ENUM ('area', 'state', 'country');

-- CreateEnum
CREATE TYPE "PairOrigin" AS ENUM ('rented', 'owned');

-- CreateEnum
CREATE TYPE "CarrierOrderState" AS ENUM ('placing', 'placed', 'active', 'refused', 'released');

-- CreateEnum
CREATE TYPE "NumberType" AS ENUM ('local', 'mobile', 'tollfree', 'national');

-- CreateEnum
CREATE TYPE "StockStatus" AS ENUM ('available', 'reserved', 'rented', 'held_for_buyback', 'withdrawn');

-- CreateEnum
CREATE TYPE "ReservationState" AS ENUM ('held', 'used', 'expired', 'cancelled');

-- CreateEnum
CREATE TYPE "SandboxOutcome" AS ENUM ('accept', 'refuse', 'timeout');

-- CreateEnum
CREATE TYPE "SandboxOrderState" AS ENUM ('accepted', 'active', 'refused', 'released');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "session_version" INTEGER NOT NULL DEFAULT 1,
    "is_operator" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "auth_id" TEXT NOT NULL,
    "auth_token_hash" BYTEA NOT NULL,
    "auth_token_encrypted" BYTEA NOT NULL,
    "currency" "Currency" NOT NULL,
    "time_zone" TEXT NOT NULL,
    "balance_micros" BIGINT NOT NULL DEFAULT 0,
    "held_micros" BIGINT NOT NULL DEFAULT 0,
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memberships" (
    "user_id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memberships_pkey" PRIMARY KEY ("user_id","account_id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "applications" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "app_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "answer_url" TEXT NOT NULL,
    "answer_method" TEXT NOT NULL DEFAULT 'POST',
    "hangup_url" TEXT,
    "hangup_method" TEXT NOT NULL DEFAULT 'POST',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "compliance_applications" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "alias" TEXT NOT NULL,
    "country_iso" CHAR(2) NOT NULL,
    "number_type" "NumberType" NOT NULL,
    "business_name" TEXT NOT NULL,
    "status" "ComplianceStatus" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "compliance_applications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ledger_entries" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" "LedgerKind" NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "balance_after_micros" BIGINT NOT NULL,
    "description" TEXT NOT NULL,
    "rental_id" TEXT,
    "number" TEXT,
    "period_from" DATE,
    "period_until" DATE,
    "unique_key" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_entries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "balance_holds" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "rental_id" TEXT NOT NULL,
    "amount_micros" BIGINT NOT NULL,
    "state" "HoldState" NOT NULL DEFAULT 'held',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "balance_holds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rentals" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "country_iso" CHAR(2) NOT NULL,
    "type" "NumberType" NOT NULL,
    "area_id" INTEGER NOT NULL,
    "carrier_id" INTEGER NOT NULL,
    "status" "RentalStatus" NOT NULL DEFAULT 'provisioning',
    "status_reason" TEXT,
    "alias" TEXT,
    "application_id" TEXT,
    "compliance_application_id" TEXT,
    "follows_primary" BOOLEAN NOT NULL DEFAULT true,
    "currency" "Currency" NOT NULL,
    "setup_micros" BIGINT NOT NULL,
    "monthly_micros" BIGINT NOT NULL,
    "tax_basis_points" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "activated_at" TIMESTAMPTZ(3),
    "paid_until" DATE,
    "past_due_since" DATE,
    "released_at" TIMESTAMPTZ(3),
    "buy_back_until" TIMESTAMPTZ(3),

    CONSTRAINT "rentals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ha_pairs" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "primary_rental_id" TEXT NOT NULL,
    "fallback_rental_id" TEXT,
    "state" "HaPairState" NOT NULL,
    "state_reason" TEXT,
    "origin" "PairOrigin" NOT NULL DEFAULT 'rented',
    "reach" "FallbackReach" NOT NULL DEFAULT 'country',
    "consent_until" TIMESTAMPTZ(3) NOT NULL,
    "at_risk_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ha_pairs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ha_pair_events" (
    "id" TEXT NOT NULL,
    "pair_id" TEXT NOT NULL,
    "state" "HaPairState" NOT NULL,
    "reason" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ha_pair_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "purchases" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "rental_id" TEXT NOT NULL,
    "pair_id" TEXT,
    "due_now_micros" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "purchases_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "carrier_orders" (
    "id" TEXT NOT NULL,
    "rental_id" TEXT NOT NULL,
    "carrier_id" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "state" "CarrierOrderState" NOT NULL DEFAULT 'placing',
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "carrier_orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" BIGSERIAL NOT NULL,
    "account_id" TEXT,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entity_type" TEXT NOT NULL,
    "entity_id" TEXT NOT NULL,
    "before" JSONB,
    "after" JSONB,
    "request_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "worker_heartbeats" (
    "worker_id" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "beat_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_heartbeats_pkey" PRIMARY KEY ("worker_id")
);

-- CreateTable
CREATE TABLE "carriers" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "country_isos" TEXT[],
    "failure_domains" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "carriers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "areas" (
    "id" SERIAL NOT NULL,
    "country_iso" CHAR(2) NOT NULL,
    "code" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "region" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "areas_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_plans" (
    "id" SERIAL NOT NULL,
    "setup_inr_micros" BIGINT NOT NULL,
    "setup_usd_micros" BIGINT NOT NULL,
    "monthly_inr_micros" BIGINT NOT NULL,
    "monthly_usd_micros" BIGINT NOT NULL,

    CONSTRAINT "rate_plans_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standard_rates" (
    "country_iso" CHAR(2) NOT NULL,
    "type" "NumberType" NOT NULL,
    "rate_plan_id" INTEGER NOT NULL,

    CONSTRAINT "standard_rates_pkey" PRIMARY KEY ("country_iso","type")
);

-- CreateTable
CREATE TABLE "inventory_numbers" (
    "number" TEXT NOT NULL,
    "country_iso" CHAR(2) NOT NULL,
    "type" "NumberType" NOT NULL,
    "area_id" INTEGER NOT NULL,
    "carrier_id" INTEGER NOT NULL,
    "rate_plan_id" INTEGER NOT NULL,
    "series" TEXT NOT NULL DEFAULT 'standard',
    "voice" BOOLEAN NOT NULL DEFAULT true,
    "sms" BOOLEAN NOT NULL DEFAULT false,
    "mms" BOOLEAN NOT NULL DEFAULT false,
    "status" "StockStatus" NOT NULL DEFAULT 'available',
    "reservation_id" TEXT,

    CONSTRAINT "inventory_numbers_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "reservations" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "fallback_number" TEXT,
    "high_availability" BOOLEAN NOT NULL,
    "reach" "FallbackReach" NOT NULL DEFAULT 'country',
    "state" "ReservationState" NOT NULL DEFAULT 'held',
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reservations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sandbox_settings" (
    "carrier_id" INTEGER NOT NULL,
    "order_delay_ms" INTEGER NOT NULL DEFAULT 150,
    "activation_delay_ms" INTEGER NOT NULL DEFAULT 600,
    "outcome" "SandboxOutcome" NOT NULL DEFAULT 'accept',
    "refusal_reason" TEXT,

    CONSTRAINT "sandbox_settings_pkey" PRIMARY KEY ("carrier_id")
);

-- CreateTable
CREATE TABLE "sandbox_orders" (
    "idempotency_key" TEXT NOT NULL,
    "carrier_id" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "state" "SandboxOrderState" NOT NULL,
    "active_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sandbox_orders_pkey" PRIMARY KEY ("idempotency_key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_auth_id_key" ON "accounts"("auth_id");

-- CreateIndex
CREATE INDEX "memberships_account_id_idx" ON "memberships"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "applications_app_id_key" ON "applications"("app_id");

-- CreateIndex
CREATE INDEX "applications_account_id_name_idx" ON "applications"("account_id", "name");

-- CreateIndex
CREATE INDEX "compliance_applications_account_id_country_iso_number_type__idx" ON "compliance_applications"("account_id", "country_iso", "number_type", "status");

-- CreateIndex
CREATE UNIQUE INDEX "ledger_entries_unique_key_key" ON "ledger_entries"("unique_key");

-- CreateIndex
CREATE INDEX "ledger_entries_account_id_id_idx" ON "ledger_entries"("account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "ledger_entries_rental_id_idx" ON "ledger_entries"("rental_id");

-- CreateIndex
CREATE INDEX "balance_holds_account_id_state_idx" ON "balance_holds"("account_id", "state");

-- CreateIndex
CREATE INDEX "balance_holds_rental_id_idx" ON "balance_holds"("rental_id");

-- CreateIndex
CREATE INDEX "rentals_account_id_status_number_idx" ON "rentals"("account_id", "status", "number");

-- CreateIndex
CREATE INDEX "rentals_number_idx" ON "rentals"("number");

-- CreateIndex
CREATE INDEX "rentals_status_paid_until_idx" ON "rentals"("status", "paid_until");

-- CreateIndex
CREATE INDEX "ha_pairs_account_id_state_idx" ON "ha_pairs"("account_id", "state");

-- CreateIndex
CREATE INDEX "ha_pairs_primary_rental_id_idx" ON "ha_pairs"("primary_rental_id");

-- CreateIndex
CREATE INDEX "ha_pairs_fallback_rental_id_idx" ON "ha_pairs"("fallback_rental_id");

-- CreateIndex
CREATE INDEX "ha_pair_events_pair_id_at_idx" ON "ha_pair_events"("pair_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "purchases_account_id_idempotency_key_key" ON "purchases"("account_id", "idempotency_key");

-- CreateIndex
CREATE UNIQUE INDEX "carrier_orders_idempotency_key_key" ON "carrier_orders"("idempotency_key");

-- CreateIndex
CREATE INDEX "carrier_orders_rental_id_idx" ON "carrier_orders"("rental_id");

-- CreateIndex
CREATE INDEX "audit_events_account_id_id_idx" ON "audit_events"("account_id", "id" DESC);

-- CreateIndex
CREATE INDEX "audit_events_entity_type_entity_id_idx" ON "audit_events"("entity_type", "entity_id");

-- CreateIndex
CREATE UNIQUE INDEX "carriers_slug_key" ON "carriers"("slug");

-- CreateIndex
CREATE INDEX "areas_country_iso_region_idx" ON "areas"("country_iso", "region");

-- CreateIndex
CREATE UNIQUE INDEX "areas_country_iso_code_place_region_key" ON "areas"("country_iso", "code", "place", "region");

-- CreateIndex
CREATE UNIQUE INDEX "rate_plans_setup_inr_micros_setup_usd_micros_monthly_inr_mi_key" ON "rate_plans"("setup_inr_micros", "setup_usd_micros", "monthly_inr_micros", "monthly_usd_micros");

-- CreateIndex
CREATE INDEX "reservations_account_id_state_idx" ON "reservations"("account_id", "state");

-- CreateIndex
CREATE INDEX "reservations_state_expires_at_idx" ON "reservations"("state", "expires_at");

-- CreateIndex
CREATE INDEX "sandbox_orders_number_idx" ON "sandbox_orders"("number");

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "applications" ADD CONSTRAINT "applications_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "compliance_applications" ADD CONSTRAINT "compliance_applications_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ledger_entries" ADD CONSTRAINT "ledger_entries_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_holds" ADD CONSTRAINT "balance_holds_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "balance_holds" ADD CONSTRAINT "balance_holds_rental_id_fkey" FOREIGN KEY ("rental_id") REFERENCES "rentals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_carrier_id_fkey" FOREIGN KEY ("carrier_id") REFERENCES "carriers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_application_id_fkey" FOREIGN KEY ("application_id") REFERENCES "applications"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_compliance_application_id_fkey" FOREIGN KEY ("compliance_application_id") REFERENCES "compliance_applications"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ha_pairs" ADD CONSTRAINT "ha_pairs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ha_pairs" ADD CONSTRAINT "ha_pairs_primary_rental_id_fkey" FOREIGN KEY ("primary_rental_id") REFERENCES "rentals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ha_pairs" ADD CONSTRAINT "ha_pairs_fallback_rental_id_fkey" FOREIGN KEY ("fallback_rental_id") REFERENCES "rentals"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ha_pair_events" ADD CONSTRAINT "ha_pair_events_pair_id_fkey" FOREIGN KEY ("pair_id") REFERENCES "ha_pairs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "purchases" ADD CONSTRAINT "purchases_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carrier_orders" ADD CONSTRAINT "carrier_orders_rental_id_fkey" FOREIGN KEY ("rental_id") REFERENCES "rentals"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "carrier_orders" ADD CONSTRAINT "carrier_orders_carrier_id_fkey" FOREIGN KEY ("carrier_id") REFERENCES "carriers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standard_rates" ADD CONSTRAINT "standard_rates_rate_plan_id_fkey" FOREIGN KEY ("rate_plan_id") REFERENCES "rate_plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inventory_numbers" ADD CONSTRAINT "inventory_numbers_area_id_fkey" FOREIGN KEY ("area_id") REFERENCES "areas"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inventory_numbers" ADD CONSTRAINT "inventory_numbers_carrier_id_fkey" FOREIGN KEY ("carrier_id") REFERENCES "carriers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inventory_numbers" ADD CONSTRAINT "inventory_numbers_rate_plan_id_fkey" FOREIGN KEY ("rate_plan_id") REFERENCES "rate_plans"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "inventory_numbers" ADD CONSTRAINT "inventory_numbers_reservation_id_fkey" FOREIGN KEY ("reservation_id") REFERENCES "reservations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservations" ADD CONSTRAINT "reservations_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sandbox_settings" ADD CONSTRAINT "sandbox_settings_carrier_id_fkey" FOREIGN KEY ("carrier_id") REFERENCES "carriers"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is beyond Prisma's schema language (and its diff): collation, CHECKs, partial unique
-- indexes and the triggers that keep the books append-only.

-- Phone numbers are digits: byte-wise order, and prefix search by an ordinary index under any locale.
ALTER TABLE "inventory_numbers" ALTER COLUMN "number" TYPE TEXT COLLATE "C";

-- Never more money held than none; what may be held at most is a condition of the update that holds it.
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_held_micros_not_negative" CHECK ("held_micros" >= 0);
ALTER TABLE "balance_holds" ADD CONSTRAINT "balance_holds_amount_micros_not_negative" CHECK ("amount_micros" >= 0);
ALTER TABLE "balance_holds" ADD CONSTRAINT "balance_holds_settled_when_not_held" CHECK (("state" = 'held') = ("settled_at" IS NULL));
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_prices_not_negative" CHECK ("setup_micros" >= 0 AND "monthly_micros" >= 0 AND "tax_basis_points" >= 0);
ALTER TABLE "rate_plans" ADD CONSTRAINT "rate_plans_prices_not_negative" CHECK ("setup_inr_micros" >= 0 AND "setup_usd_micros" >= 0 AND "monthly_inr_micros" >= 0 AND "monthly_usd_micros" >= 0);
ALTER TABLE "inventory_numbers" ADD CONSTRAINT "inventory_numbers_number_is_digits" CHECK ("number" ~ '^[1-9][0-9]{4,14}$');
-- A stock row names a reservation exactly while it is reserved.
ALTER TABLE "inventory_numbers" ADD CONSTRAINT "inventory_numbers_reserved_by_reservation" CHECK (("status" = 'reserved') = ("reservation_id" IS NOT NULL));
ALTER TABLE "ha_pairs" ADD CONSTRAINT "ha_pairs_two_rentals" CHECK ("primary_rental_id" <> "fallback_rental_id");

-- A number is rented by one account at a time.
CREATE UNIQUE INDEX "rentals_one_live_per_number" ON "rentals" ("number") WHERE "status" IN ('provisioning', 'active', 'past_due');
-- A rental is the primary of one pair at a time, and the fallback of one pair at a time.
CREATE UNIQUE INDEX "ha_pairs_one_live_per_primary" ON "ha_pairs" ("primary_rental_id") WHERE "state" NOT IN ('off', 'failed');
CREATE UNIQUE INDEX "ha_pairs_one_live_per_fallback" ON "ha_pairs" ("fallback_rental_id") WHERE "state" NOT IN ('off', 'failed');
-- Money is held once per rental.
CREATE UNIQUE INDEX "balance_holds_one_open_per_rental" ON "balance_holds" ("rental_id") WHERE "state" = 'held';

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is refused. Write a new row instead.', TG_TABLE_NAME, TG_OP;
END;
$$;

CREATE TRIGGER "ledger_entries_append_only" BEFORE UPDATE OR DELETE ON "ledger_entries"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "ledger_entries_no_truncate" BEFORE TRUNCATE ON "ledger_entries"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_events_append_only" BEFORE UPDATE OR DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_events_no_truncate" BEFORE TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
