import { spawn } from 'node:child_process';
import { ROOT } from './settings.mjs';

/** What specs show at /api/metrics. */
export const METRICS_TOKEN = 'only-for-tests-only-for-tests';

/**
 * The settings of an installation under test, whatever the machine's own environment says.
 * @param {{ dataFolder: string, port?: number, demo?: 'on' | 'off' }} options
 * @returns {Record<string, string>}
 */
export function installationSettings({ dataFolder, port = 3000, demo = 'on' }) {
  return {
    PORT: String(port),
    HOST: '127.0.0.1',
    TWINLINE_DATA_DIR: dataFolder,
    TWINLINE_DEMO: demo,
    TWINLINE_URL: '',
    TWINLINE_TRUSTED_PROXY: '',
    TWINLINE_WEBHOOK_ALLOW: '',
    TWINLINE_METRICS_TOKEN: METRICS_TOKEN,
    OTEL_EXPORTER_OTLP_ENDPOINT: '',
    SMTP_URL: '',
    SMTP_FROM: '',
    OIDC_ISSUER: '',
    OIDC_CLIENT_ID: '',
    OIDC_CLIENT_SECRET: '',
    OIDC_NAME: '',
    OIDC_ALLOWED_DOMAINS: '',
    DATABASE_URL: '',
    AUTH_SECRET: '',
    AGENT_PORT: '',
    TWINLINE_AGENT_URL: '',
    LOG_LEVEL: 'warn',
  };
}

/**
 * The process of lib/testing/stage.ts on the installation's database.
 * @param {{ dataFolder: string, port: number }} options of the installation
 */
export function startStage(options) {
  return spawn(process.execPath, ['lib/tooling/run.mjs', 'lib/testing/stage.ts'], {
    cwd: ROOT,
    env: { ...process.env, ...installationSettings(options) },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/**
 * A second installation beside the one under test.
 * @param {{ dataFolder: string, port: number, demo: 'on' | 'off' }} options
 */
export function startInstallation(options) {
  return spawn(process.execPath, ['lib/tooling/start.mjs'], {
    cwd: ROOT,
    env: { ...process.env, ...installationSettings(options) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
