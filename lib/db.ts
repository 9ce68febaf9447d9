import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { PrismaClient } from '@/prisma/generated/client';

/**
 * A raw statement that begins with this comment is planned once a connection and then run by its
 * name. For large statements on hot paths; never for LIKE patterns, whose plan depends on the value.
 */
const PREPARED = /^\s*\/\* prepared: ([\w-]{1,40}) \*\//;

function createClient() {
  const adapter = new PrismaPg(
    { connectionString: env().DATABASE_URL, max: 10, connectionTimeoutMillis: 15_000 },
    // Without a name the query is planned anew, as always.
    { statementNameGenerator: ({ sql }) => PREPARED.exec(sql)?.[1] ?? '' },
  );
  return new PrismaClient({
    adapter,
    omit: { user: { passwordHash: true }, account: { authTokenHash: true, authTokenEncrypted: true } },
  });
}

export type Database = ReturnType<typeof createClient>;
export type Transaction = Omit<Database, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | '$use'>;

// One client a process: development reloads modules, and every reload would open another pool.
const held = globalThis as typeof globalThis & { twinlineDb?: Database };
held.twinlineDb ??= createClient();

export const db: Database = held.twinlineDb;
export { Prisma } from '@/prisma/generated/client';
