import pino, { type LoggerOptions } from 'pino';
import { env } from '@/lib/env';
import { currentLogFields } from '@/lib/log-fields';

/** Names under which secrets travel; they are replaced wherever they stand, two levels deep. */
const SECRET_NAMES = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'authToken',
  'authTokenHash',
  'authTokenEncrypted',
  'authorization',
  'cookie',
  'secret',
  'token',
];

export const logOptions: LoggerOptions = {
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => currentLogFields(),
  formatters: { level: (label) => ({ level: label }) },
  redact: {
    paths: SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
    censor: '[redacted]',
  },
};

/** Structured log lines (JSON) on standard output; the supervisor and containers take them from there. */
export const log = pino({ ...logOptions, level: env().LOG_LEVEL });
