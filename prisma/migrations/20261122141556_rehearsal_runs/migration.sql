-- AlterTable
ALTER TABLE "simulation_runs" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "beat_at" TIMESTAMPTZ(3),
ADD COLUMN     "phase" TEXT,
ADD COLUMN     "source" JSONB,
ADD COLUMN     "worker_id" TEXT;

-- CreateTable
CREATE TABLE "simulation_uploads" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "summary" JSONB NOT NULL,
    "calls" BYTEA NOT NULL,
    "run_id" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "simulation_uploads_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "simulation_uploads_run_id_key" ON "simulation_uploads"("run_id");

-- CreateIndex
CREATE INDEX "simulation_uploads_account_id_idx" ON "simulation_uploads"("account_id");

-- CreateIndex
CREATE INDEX "simulation_uploads_created_at_idx" ON "simulation_uploads"("created_at");

-- AddForeignKey
ALTER TABLE "simulation_uploads" ADD CONSTRAINT "simulation_uploads_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What follows is beyond Prisma's schema language (and its diff).

-- What a worker looks for: waiting runs, and those whose worker has gone.
CREATE INDEX "simulation_runs_open_idx" ON "simulation_runs" ("created_at") WHERE "state" IN ('queued', 'running');
ALTER TABLE "simulation_runs" ADD CONSTRAINT "simulation_runs_progress_in_bounds" CHECK ("progress" BETWEEN 0 AND 1000);
ALTER TABLE "simulation_runs" ADD CONSTRAINT "simulation_runs_running_have_a_worker" CHECK ("state" <> 'running' OR ("worker_id" IS NOT NULL AND "beat_at" IS NOT NULL));
