import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool, type QueryResultRow } from 'pg';
import { env } from '@/lib/env';
import { HeardConnection } from '@/lib/heard-connection';
import { PrismaClient } from '@/prisma/generated/client';

/**
 * A raw statement that begins with this comment is planned once a connection and then run by its
 * name. For large statements on hot paths; never for LIKE patterns, whose plan depends on the value.
 */
const PREPARED = /^\s*\/\* prepared: ([\w-]{1,40}) \*\//;

function createClient() {
  const pool = new Pool({
    Client: HeardConnection,
    connectionString: env().DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 15_000,
    allowExitOnIdle: true,
  });
  // A connection that broke while idle: whoever needs the next one is told when that fails too.
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(pool, {
    disposeExternalPool: true,
    // Without a name the query is planned anew, as always.
    statementNameGenerator: ({ sql }) => PREPARED.exec(sql)?.[1] ?? '',
  });
  const client = new PrismaClient({
    adapter,
    omit: {
      user: { passwordHash: true },
      account: {
        authTokenHash: true,
        authTokenEncrypted: true,
        previousTokenHash: true,
        previousTokenEncrypted: true,
      },
      twoFactor: { secretEncrypted: true },
      recoveryCode: { codeHash: true },
      invitation: { tokenHash: true },
      apiKey: { secretHash: true },
    },
  });
  return { client, pool };
}

export type Database = ReturnType<typeof createClient>['client'];
export type Transaction = Omit<Database, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends' | '$use'>;

// One client a process: development reloads modules, and every reload would open another pool.
const held = globalThis as typeof globalThis & { twinlineDb?: ReturnType<typeof createClient> };
held.twinlineDb ??= createClient();
const { client, pool } = held.twinlineDb;

export const db: Database = client;

/**
 * Runs a fixed statement outside any transaction on the client's own connections, planned once a
 * connection under its name. For the hottest path only: there the client's work on a large statement
 * is as much as the database's. BIGINT comes as text.
 */
export async function runPrepared<Row extends QueryResultRow>(
  statement: { name: string; text: string },
  values: readonly unknown[],
): Promise<Row[]> {
  const { rows } = await pool.query<Row>({ ...statement, values: [...values] });
  return rows;
}

export { Prisma } from '@/prisma/generated/client';
