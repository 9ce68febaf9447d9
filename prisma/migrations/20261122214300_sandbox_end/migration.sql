-- AlterTable
ALTER TABLE "sandbox_settings" ADD COLUMN     "ends_at" TIMESTAMPTZ(3);
