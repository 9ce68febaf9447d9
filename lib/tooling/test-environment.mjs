/**
 * The settings a test runs under, whatever the machine's own environment says.
 * @param {{ databaseUrl: string, dataFolder: string, agentPort?: number }} options `agentPort` where an agent may be
 *   started, and none of this machine is found
 */
export function applyTestEnvironment({ databaseUrl, dataFolder, agentPort }) {
  const unset = [
    'PORT',
    'HOST',
    'TWINLINE_URL',
    'TWINLINE_TRUSTED_PROXY',
    'TWINLINE_DEMO',
    'AGENT_PORT',
    'AGENT_INDEX',
    'TWINLINE_AGENT_URL',
    'TWINLINE_WEBHOOK_ALLOW',
    'TWINLINE_METRICS_TOKEN',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'OIDC_CLIENT_SECRET',
    'OIDC_NAME',
    'OIDC_ALLOWED_DOMAINS',
  ];
  for (const name of unset) delete process.env[name];
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    TWINLINE_DATA_DIR: dataFolder,
    AUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests',
    LOG_LEVEL: 'silent',
    ...(agentPort !== undefined && { AGENT_PORT: String(agentPort) }),
  });
}

/**
 * Settings that a test needs besides those; before what reads settings is imported.
 * @param {Record<string, string>} settings
 */
export function addTestSettings(settings) {
  Object.assign(process.env, settings);
}
