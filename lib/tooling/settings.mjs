import fs from 'node:fs';
import path from 'node:path';

/** The project's root folder. */
export const ROOT = path.resolve(import.meta.dirname, '../..');

/**
 * What the bootstrap itself needs to know before packages are installed; `lib/env.ts` validates the rest.
 * @returns {{ dataFolder: string, postgresFolder: string, databaseUrl: string | null }}
 */
export function readSettings() {
  loadDotEnv();
  const dataFolder = path.resolve(ROOT, process.env.TWINLINE_DATA_DIR || '.twinline');
  return {
    dataFolder,
    postgresFolder: path.join(dataFolder, 'postgres'),
    databaseUrl: process.env.DATABASE_URL || null,
  };
}

/** Variables that are set already win over the file. */
function loadDotEnv() {
  const file = path.join(ROOT, '.env');
  if (fs.existsSync(file)) process.loadEnvFile(file);
}
