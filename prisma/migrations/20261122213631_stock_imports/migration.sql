-- CreateEnum
CREATE TYPE "StockImportState" AS ENUM ('receiving', 'checking', 'checked', 'importing', 'done', 'failed', 'canceled');

-- CreateEnum
CREATE TYPE "StockImportFile" AS ENUM ('uploaded', 'rejects');

-- CreateTable
CREATE TABLE "stock_imports" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "request_id" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "carrier" TEXT NOT NULL,
    "failure_domains" TEXT[],
    "state" "StockImportState" NOT NULL,
    "byte_count" INTEGER NOT NULL DEFAULT 0,
    "bytes_read" INTEGER NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "added" INTEGER NOT NULL DEFAULT 0,
    "changed" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "is_new_carrier" BOOLEAN NOT NULL DEFAULT false,
    "reasons" JSONB NOT NULL DEFAULT '[]',
    "first_rejects" JSONB NOT NULL DEFAULT '[]',
    "problem" TEXT,
    "worker_id" TEXT,
    "beat_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "stock_imports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_import_chunks" (
    "import_id" TEXT NOT NULL,
    "file" "StockImportFile" NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "stock_import_chunks_pkey" PRIMARY KEY ("import_id","file","position")
);

-- CreateIndex
CREATE INDEX "stock_imports_created_at_idx" ON "stock_imports"("created_at" DESC);

-- AddForeignKey
ALTER TABLE "stock_import_chunks" ADD CONSTRAINT "stock_import_chunks_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "stock_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;
