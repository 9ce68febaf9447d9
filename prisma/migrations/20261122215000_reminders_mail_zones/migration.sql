-- AlterEnum
ALTER TYPE "AlertKind" ADD VALUE 'rent_short';
ALTER TYPE "AlertKind" ADD VALUE 'rent_ahead';

-- AlterTable
ALTER TABLE "alert_rules" ADD COLUMN "days_ahead" INTEGER;

-- AlterTable
ALTER TABLE "users" ADD COLUMN "time_zone" TEXT;

-- CreateTable
CREATE TABLE "alert_mail_choices" (
    "account_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "kind" "AlertKind" NOT NULL,

    CONSTRAINT "alert_mail_choices_pkey" PRIMARY KEY ("account_id","kind","user_id")
);

-- CreateTable
CREATE TABLE "mails" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "alert_id" TEXT,
    "invitation_id" TEXT,
    "link_sealed" BYTEA,
    "state" "DeliveryState" NOT NULL DEFAULT 'pending',
    "tries_left" INTEGER NOT NULL,
    "next_try_at" TIMESTAMPTZ(3) NOT NULL,
    "claim" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "mails_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "alert_mail_choices_user_id_account_id_idx" ON "alert_mail_choices"("user_id", "account_id");

-- CreateIndex
CREATE INDEX "mails_alert_id_idx" ON "mails"("alert_id");

-- CreateIndex
CREATE INDEX "mails_invitation_id_idx" ON "mails"("invitation_id");

-- AddForeignKey
ALTER TABLE "alert_mail_choices" ADD CONSTRAINT "alert_mail_choices_user_id_account_id_fkey" FOREIGN KEY ("user_id", "account_id") REFERENCES "memberships"("user_id", "account_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "accounts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mails" ADD CONSTRAINT "mails_invitation_id_fkey" FOREIGN KEY ("invitation_id") REFERENCES "invitations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Only what is due or finished long ago is looked for.
CREATE INDEX "mails_due_idx" ON "mails" ("next_try_at") WHERE "state" = 'pending';
CREATE INDEX "mails_finished_idx" ON "mails" ("finished_at") WHERE "finished_at" IS NOT NULL;
-- A mail tells of one thing.
ALTER TABLE "mails" ADD CONSTRAINT "mails_one_subject" CHECK (("alert_id" IS NULL) <> ("invitation_id" IS NULL));
