import 'server-only';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from '@/lib/env';

/** The demo's sign-in, made with it and told at every start. */
function credentialsFile(): string {
  return path.resolve(env().TWINLINE_DATA_DIR, 'demo-credentials.json');
}

async function readCredentials(file: string): Promise<Record<string, unknown> | null> {
  try {
    const found: unknown = JSON.parse(await readFile(file, 'utf8'));
    return typeof found === 'object' && found !== null ? { ...found } : null;
  } catch {
    // Without the demo there is none; one that cannot be read tells nobody a password.
    return null;
  }
}

/**
 * Keeps the file of the demo's sign-in true after a password has changed: it gets the new one, or none
 * when only the user may know it. Of other users it knows nothing.
 */
export async function tellDemoPassword(email: string, password: string | null): Promise<void> {
  const file = credentialsFile();
  const credentials = await readCredentials(file);
  if (credentials?.email !== email) return;
  const told = { ...credentials, password: password ?? undefined };
  await writeFile(`${file}.new`, `${JSON.stringify(told, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
