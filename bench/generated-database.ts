import { spawn } from 'node:child_process';
import pg from 'pg';
import { env } from '@/lib/env';
import { childEnvironment } from '@/lib/tooling/child-environment.mjs';
import { hashContent } from '@/lib/tooling/content-hash.mjs';
import { openDatabase } from '@/lib/tooling/database.mjs';
import { ROOT } from '@/lib/tooling/settings.mjs';
import { createMigrated } from './scratch-database';

/** Building the largest takes minutes; one that takes longer than this is stuck. */
const TIMEOUT_MS = 45 * 60_000;

const GENERATOR = ['allot-numbers', 'find-ranges', 'generate-stock', 'read-places', 'rules'].map(
  (name) => `lib/stock/${name}.ts`,
);

/** What a database of generated stock depends on: built by the same code, it is used again. */
function stampOf(count: number): string {
  return `${count} numbers ${hashContent(ROOT, ['prisma/migrations', ...GENERATOR])}`;
}

/** Runs a file of the benchmark on a database of its own, and answers with the lines it printed. */
export function runOn(url: string, args: readonly string[]): Promise<string[]> {
  const node = ['--import', 'tsx', '--conditions=react-server', 'lib/tooling/run-default.mjs', ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, node, {
      cwd: ROOT,
      env: childEnvironment({ databaseUrl: url, dataFolder: env().TWINLINE_DATA_DIR }),
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: TIMEOUT_MS,
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) resolve(output.split('\n').filter((line) => line !== ''));
      else reject(new Error(`${args.join(' ')} ended with ${code}`));
    });
  });
}

interface Generated {
  name: string;
  /** What it depends on: made by the same, it is used again. */
  stamp: string;
  /** The file that fills it, with its arguments. */
  fill: readonly string[];
}

/** A database beside the installation's own that takes minutes to fill: filled once, then used again. */
export async function openGenerated({
  name,
  stamp,
  fill,
}: Generated): Promise<{ url: string; release: () => Promise<unknown> }> {
  const server = await openDatabase();
  const admin = new pg.Client({ connectionString: server.url });
  await admin.connect();
  try {
    const known = await admin.query(
      `SELECT shobj_description(oid, 'pg_database') AS stamp FROM pg_database WHERE datname = $1`,
      [name],
    );
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    if (known.rows[0]?.stamp !== stamp) {
      await createMigrated(admin, server.url, name);
      await runOn(url.href, fill);
      await admin.query(`COMMENT ON DATABASE "${name}" IS ${pg.escapeLiteral(stamp)}`);
    }
    return { url: url.href, release: server.release };
  } finally {
    await admin.end();
  }
}

/** A database with so many generated numbers. */
export function openStockDatabase(count: number): ReturnType<typeof openGenerated> {
  const fill = ['lib/stock/command.ts', 'generate', '--count', String(count)];
  return openGenerated({ name: `bench_stock_${count}`, stamp: stampOf(count), fill });
}

/** A database with an account that made so many calls. */
export function openCallDatabase(count: number): ReturnType<typeof openGenerated> {
  const sources = ['prisma/migrations', 'bench/fill-calls.ts', 'lib/calls/generate-calls.ts'];
  const stamp = `${count} calls ${hashContent(ROOT, sources)}`;
  return openGenerated({ name: `bench_calls_${count}`, stamp, fill: ['bench/fill-calls.ts', String(count)] });
}
