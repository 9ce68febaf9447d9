import { ROOT } from './settings.mjs';

/**
 * Reads the settings with the application's own rules, before anything is started with them. What the
 * bootstrap itself fills in may be unset.
 * @returns {Promise<{ ok: true, env: import('../env').Env } | { ok: false, mistakes: string[] }>}
 */
export async function checkSettings() {
  const { tsImport } = await import('tsx/esm/api');
  const { parseEnv } = await tsImport('./lib/env.ts', `file://${ROOT}/`);
  const filledIn = { DATABASE_URL: 'postgresql://127.0.0.1/embedded', AUTH_SECRET: '-'.repeat(32) };
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value));
  return parseEnv({ ...filledIn, ...given });
}
