-- AlterTable
ALTER TABLE "simulation_runs" ADD COLUMN     "headline" TEXT;
