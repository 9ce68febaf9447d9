-- Told when an application is decided, suspended, or about to end.
ALTER TYPE "AlertKind" ADD VALUE 'compliance' BEFORE 'webhook_failed';

CREATE TYPE "ComplianceItem" AS ENUM ('business_details', 'registration_certificate', 'gst_certificate');

ALTER TABLE "compliance_applications"
  ADD COLUMN "details" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "status_reason" TEXT,
  ADD COLUMN "item_reasons" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "submissions" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "submitted_at" TIMESTAMPTZ(3),
  ADD COLUMN "decided_at" TIMESTAMPTZ(3),
  ADD COLUMN "valid_until" DATE;

CREATE TABLE "compliance_documents" (
    "id" TEXT NOT NULL,
    "application_id" TEXT NOT NULL,
    "item" "ComplianceItem" NOT NULL,
    "file_name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "byte_count" INTEGER NOT NULL,
    "digest" BYTEA NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "compliance_documents_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "compliance_documents_item_check" CHECK ("item" <> 'business_details'),
    CONSTRAINT "compliance_documents_byte_count_check" CHECK ("byte_count" BETWEEN 1 AND 5242880)
);

CREATE TABLE "compliance_document_chunks" (
    "document_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "compliance_document_chunks_pkey" PRIMARY KEY ("document_id", "position")
);

-- Sealed bytes do not compress: PostgreSQL need not try.
ALTER TABLE "compliance_document_chunks" ALTER COLUMN "sealed" SET STORAGE EXTERNAL;

CREATE INDEX "compliance_applications_status_submitted_at_idx" ON "compliance_applications"("status", "submitted_at");
CREATE INDEX "compliance_applications_valid_until_idx" ON "compliance_applications"("valid_until");
CREATE UNIQUE INDEX "compliance_documents_application_id_item_key" ON "compliance_documents"("application_id", "item");

ALTER TABLE "compliance_documents" ADD CONSTRAINT "compliance_documents_application_id_fkey"
  FOREIGN KEY ("application_id") REFERENCES "compliance_applications"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "compliance_document_chunks" ADD CONSTRAINT "compliance_document_chunks_document_id_fkey"
  FOREIGN KEY ("document_id") REFERENCES "compliance_documents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
