-- CreateTable
CREATE TABLE "route_alarms" (
    "id" BIGSERIAL NOT NULL,
    "agent_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "alarm" TEXT NOT NULL,
    "trunk_id" INTEGER,
    "number" TEXT,
    "rule" TEXT NOT NULL,
    "figures" JSONB NOT NULL,

    CONSTRAINT "route_alarms_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "route_alarms_at_idx" ON "route_alarms"("at" DESC);

-- AddForeignKey
ALTER TABLE "route_alarms" ADD CONSTRAINT "route_alarms_trunk_id_fkey" FOREIGN KEY ("trunk_id") REFERENCES "trunks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What follows is beyond Prisma's schema language (and its diff).

-- Call Logs by state and by how long people talked; what is still going on has calls_open_idx.
CREATE INDEX "calls_account_state_idx" ON "calls" ("account_id", "state", "id" DESC) WHERE "ended_at" IS NOT NULL;
CREATE INDEX "calls_account_talk_idx" ON "calls" ("account_id", (width_bucket("duration_seconds", ARRAY[10, 60, 300, 1800])), "id" DESC) WHERE "answered_at" IS NOT NULL AND "ended_at" IS NOT NULL;
