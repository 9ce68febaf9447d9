-- CreateEnum
CREATE TYPE "BulkKind" AS ENUM ('purchase', 'application', 'alias', 'tags', 'enable_ha', 'release', 'import');

-- CreateEnum
CREATE TYPE "BulkState" AS ENUM ('draft', 'queued', 'running', 'done', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "BulkItemState" AS ENUM ('waiting', 'done', 'skipped', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "RentalOrigin" AS ENUM ('rented', 'brought');

-- AlterTable
ALTER TABLE "rentals" ADD COLUMN     "is_protected" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "notes" TEXT,
ADD COLUMN     "origin" "RentalOrigin" NOT NULL DEFAULT 'rented',
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "bulk_jobs" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "kind" "BulkKind" NOT NULL,
    "state" "BulkState" NOT NULL DEFAULT 'queued',
    "terms" JSONB NOT NULL,
    "total" INTEGER NOT NULL,
    "settled" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "actor_type" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "worker_id" TEXT,
    "beat_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_jobs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bulk_items" (
    "job_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "number" TEXT NOT NULL,
    "rental_id" TEXT,
    "data" JSONB NOT NULL,
    "state" "BulkItemState" NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "result" JSONB,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "bulk_items_pkey" PRIMARY KEY ("job_id","position")
);

-- CreateTable
CREATE TABLE "saved_views" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "is_shared" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bulk_jobs_account_id_created_at_idx" ON "bulk_jobs"("account_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "bulk_items_job_id_state_position_idx" ON "bulk_items"("job_id", "state", "position");

-- CreateIndex
CREATE UNIQUE INDEX "saved_views_account_id_user_id_name_key" ON "saved_views"("account_id", "user_id", "name");

-- AddForeignKey
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "bulk_jobs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What follows is beyond Prisma's schema language (and its diff).

-- What a worker looks for: waiting jobs, and those whose worker has gone.
CREATE INDEX "bulk_jobs_open_idx" ON "bulk_jobs" ("created_at") WHERE "state" IN ('queued', 'running');
CREATE INDEX "bulk_jobs_draft_idx" ON "bulk_jobs" ("expires_at") WHERE "state" = 'draft';
-- Most numbers have no tag: the filter reads those that have.
CREATE INDEX "rentals_tagged_idx" ON "rentals" ("account_id") WHERE "tags" <> '{}';
ALTER TABLE "bulk_jobs" ADD CONSTRAINT "bulk_jobs_running_have_a_worker" CHECK ("state" <> 'running' OR ("worker_id" IS NOT NULL AND "beat_at" IS NOT NULL));
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_ended_say_why" CHECK ("state" NOT IN ('skipped', 'failed') OR "reason" IS NOT NULL);
-- Nothing is charged for a number of the account's own contract.
ALTER TABLE "rentals" ADD CONSTRAINT "rentals_brought_are_free" CHECK ("origin" <> 'brought' OR ("setup_micros" = 0 AND "monthly_micros" = 0));
