import 'server-only';
import type { Transaction } from '@/lib/db';
import type { ProgressListener } from './types';

interface Bulk {
  /** The table that is loaded. */
  table: string;
  onProgress: ProgressListener;
}

/**
 * Loads a table with its indexes and foreign keys out of the way: they are taken down, `load` runs, and
 * they are put back as they were, which checks and sorts everything at once. All in the caller's
 * transaction, so a load that is cut off leaves the table as it was. Others wait meanwhile.
 */
export async function withoutIndexes(
  tx: Transaction,
  { table, onProgress }: Bulk,
  load: () => Promise<number>,
): Promise<number> {
  await tx.$executeRaw`SET LOCAL maintenance_work_mem = '256MB'`;
  await tx.$executeRaw`
    CREATE TEMP TABLE taken_down ON COMMIT DROP AS
    SELECT conname AS name, format('ALTER TABLE %I DROP CONSTRAINT %I', ${table}::text, conname) AS take_down,
        format('ALTER TABLE %I ADD CONSTRAINT %I %s', ${table}::text, conname, pg_get_constraintdef(oid)) AS put_back
      FROM pg_constraint WHERE conrelid = ${table}::text::regclass AND contype = 'f'
    UNION ALL
    SELECT c.relname, format('DROP INDEX %I', c.relname), pg_get_indexdef(c.oid)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid = ${table}::text::regclass AND NOT i.indisprimary`;
  await tx.$executeRaw`DO $$
    DECLARE statement text;
    BEGIN FOR statement IN SELECT take_down FROM taken_down LOOP EXECUTE statement; END LOOP; END $$`;
  const loaded = await load();
  const parts = await tx.$queryRaw<{ name: string }[]>`SELECT name FROM taken_down`;
  for (const [done, { name }] of parts.entries()) {
    onProgress({ phase: `building ${name}`, done, total: parts.length });
    // Each run puts the next one back and forgets it: a block of code takes no parameters.
    await tx.$executeRaw`DO $$
      DECLARE part record;
      BEGIN
        SELECT * INTO part FROM taken_down LIMIT 1;
        EXECUTE part.put_back;
        DELETE FROM taken_down WHERE name = part.name;
      END $$`;
  }
  await tx.$executeRaw`DROP TABLE taken_down`;
  return loaded;
}
