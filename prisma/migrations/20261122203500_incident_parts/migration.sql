-- AlterTable
ALTER TABLE "incidents" ADD COLUMN "part_of_id" TEXT;

-- CreateIndex
CREATE INDEX "incidents_part_of_id_idx" ON "incidents"("part_of_id");

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_part_of_id_fkey" FOREIGN KEY ("part_of_id") REFERENCES "incidents"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Those opened while another one of their trunk was open.
UPDATE incidents i SET part_of_id = (
  SELECT o.id FROM incidents o
   WHERE o.trunk_id = i.trunk_id AND o.opened_at < i.opened_at AND (o.closed_at IS NULL OR o.closed_at >= i.opened_at)
   ORDER BY o.opened_at, o.id LIMIT 1);
