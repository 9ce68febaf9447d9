import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/lib/env';
import { PrismaClient } from '@/prisma/generated/client';

function createClient() {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 5_000,
  });
  return new PrismaClient({ adapter, omit: { user: { passwordHash: true }, account: { authTokenHash: true, authTokenEncrypted: true } } });
}

export type Database = ReturnType<typeof createClient>;
export type Transaction = Omit<Database, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | '$use'>;

// One client a process: development reloads modules, and every reload would open another pool.
const held = globalThis as typeof globalThis & { twinlineDb?: Database };
held.twinlineDb ??= createClient();

export const db: Database = held.twinlineDb;
export { Prisma } from '@/prisma/generated/client';
