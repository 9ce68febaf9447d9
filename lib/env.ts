import net from 'node:net';
import { z } from 'zod';

type Source = Readonly<Record<string, string | undefined>>;

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function isUrlOf(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

/** Whether an address's user and password can be decoded. */
function hasReadableUser(text: string): boolean {
  const { username, password } = new URL(text);
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

/** An address, or a range of addresses such as 10.0.0.0/8. */
function isAddressRange(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = net.isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
}

function splitList(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) >= 1 && Number(text) <= 65_535;
}

const port = z.string().refine(isPort, { error: 'give a whole number from 1 to 65535' }).transform(Number);

const settings = z.object({
  PORT: port.prefault('3000'),
  /** Where the agent listens on this machine; the port after the console's unless told otherwise. */
  AGENT_PORT: port.optional(),
  /** Which of an installation's agents this is. */
  AGENT_INDEX: z
    .string()
    .default('0')
    .refine((text) => /^\d{1,2}$/.test(text) && Number(text) <= 15, { error: 'give a whole number from 0 to 15' })
    .transform(Number),
  TWINLINE_AGENT_URL: z
    .string()
    .refine((text) => isUrlOf(text, ['http:', 'https:']), {
      error: 'give the address of the agent, such as http://127.0.0.1:3001',
    })
    .transform((text) => new URL(text).origin)
    .optional(),
  HOST: z
    .string()
    .default('127.0.0.1')
    .refine((text) => net.isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text), {
      error: 'give an IP address or a host name to listen on, without a port',
    }),
  TWINLINE_DATA_DIR: z.string().default('.twinline'),
  DATABASE_URL: z
    .string({ error: 'start Twinline with npm start, which sets it, or give the URL of a PostgreSQL database' })
    .refine((text) => isUrlOf(text, ['postgres:', 'postgresql:']) && new URL(text).pathname.length > 1, {
      error: 'give a PostgreSQL URL such as postgresql://user:password@host:5432/database',
    }),
  AUTH_SECRET: z
    .string({ error: 'start Twinline with npm start, which makes one, or give at least 32 random characters' })
    .min(32, { error: 'give at least 32 random characters' }),
  TWINLINE_URL: z
    .string()
    .refine((text) => isUrlOf(text, ['http:', 'https:']) && new URL(text).pathname === '/' && !new URL(text).search, {
      error: 'give the address people open, such as https://numbers.example.com, without a path',
    })
    .transform((text) => new URL(text).origin)
    .optional(),
  TWINLINE_TRUSTED_PROXY: z
    .string()
    .default('')
    .transform(splitList)
    .refine((ranges) => ranges.every(isAddressRange), {
      error: 'give IP addresses or ranges separated by commas, such as 127.0.0.1, 10.0.0.0/8',
    }),
  TWINLINE_WEBHOOK_ALLOW: z
    .string()
    .default('')
    .transform(splitList)
    .refine((ranges) => ranges.every(isAddressRange), {
      error: 'give IP addresses or ranges separated by commas, such as 10.20.0.0/16, fd12:3456::/48',
    }),
  TWINLINE_METRICS_TOKEN: z
    .string()
    .min(16, { error: 'give at least 16 random characters' })
    .regex(/^[\x21-\x7e]+$/, { error: 'give letters, digits and signs without spaces' })
    .optional(),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .string()
    .refine((text) => isUrlOf(text, ['http:', 'https:']), {
      error: 'give the address of an OpenTelemetry collector, such as http://127.0.0.1:4318',
    })
    .optional(),
  OIDC_ISSUER: z
    .string()
    .refine((text) => isUrlOf(text, ['https:', 'http:']), {
      error: 'give the address of the OpenID provider, such as https://login.example.com/realms/staff',
    })
    .transform((text) => text.replace(/\/+$/, ''))
    .optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40, { error: 'give at most 40 characters' }).default('single sign-on'),
  OIDC_ALLOWED_DOMAINS: z
    .string()
    .default('')
    .transform((text) => splitList(text.toLowerCase()))
    .refine((domains) => domains.every((domain) => /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(domain)), {
      error: 'give domains of e-mail addresses separated by commas, such as example.com, example.in',
    }),
  SMTP_URL: z
    .string()
    .refine((text) => isUrlOf(text, ['smtp:', 'smtps:']) && new URL(text).hostname !== '', {
      error: 'give the address of a mail server, such as smtp://user:password@mail.example.com:587',
      abort: true,
    })
    .refine(hasReadableUser, { error: 'write a % in the user or the password as %25' })
    .optional(),
  SMTP_FROM: z
    .string()
    .refine((text) => /^(?:[^<>\r\n]{1,100}<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/.test(text), {
      error: 'give the sender, such as Twinline <twinline@example.com>',
    })
    .optional(),
  TWINLINE_DEMO: z.enum(['on', 'off'], { error: 'give on or off' }).default('on'),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `give one of ${LOG_LEVELS.join(', ')}` }).default('info'),
});

export type Env = z.output<typeof settings> & { TWINLINE_URL: string; TWINLINE_AGENT_URL: string; AGENT_PORT: number };

const SECRETS: readonly string[] = [
  'DATABASE_URL',
  'AUTH_SECRET',
  'TWINLINE_METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
];

const OIDC = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const;

/** Single sign-on needs all three or none. */
function missingOidc(given: Source): string[] {
  const missing = OIDC.filter((name) => given[name] === undefined);
  if (missing.length === 0 || missing.length === OIDC.length) return [];
  return missing.map((name) => `${name} is not set: single sign-on needs ${OIDC.join(', ')}.`);
}

/** Mail needs a server and a sender, or neither. */
function missingSmtp({ SMTP_URL, SMTP_FROM }: Source): string[] {
  if ((SMTP_URL === undefined) === (SMTP_FROM === undefined)) return [];
  return [`${SMTP_URL ? 'SMTP_FROM' : 'SMTP_URL'} is not set: e-mail needs SMTP_URL and SMTP_FROM.`];
}

/** One sentence: which setting, what it is (never a secret), what is allowed. */
function explain(issue: z.core.$ZodIssue, source: Source): string {
  const name = String(issue.path[0]);
  const value = source[name];
  const found = SECRETS.includes(name) ? 'is not usable' : `is "${value}"`;
  return `${name} ${value === undefined ? 'is not set' : found}: ${issue.message}.`;
}

function withoutEmpty(source: Source): Source {
  return Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''));
}

export type EnvResult = { ok: true; env: Env } | { ok: false; mistakes: string[] };

/** Reads the settings; an empty value counts as unset. Every mistake is told, not only the first. */
export function parseEnv(source: Source): EnvResult {
  const given = withoutEmpty(source);
  const parsed = settings.safeParse(given);
  if (!parsed.success) return { ok: false, mistakes: parsed.error.issues.map((issue) => explain(issue, given)) };
  const mistakes = [...missingOidc(given), ...missingSmtp(given)];
  if (mistakes.length > 0) return { ok: false, mistakes };
  const { HOST, PORT, TWINLINE_URL, AGENT_PORT = nextPort(PORT), TWINLINE_AGENT_URL } = parsed.data;
  const urls = {
    TWINLINE_URL: TWINLINE_URL ?? localUrl(HOST, PORT),
    TWINLINE_AGENT_URL: TWINLINE_AGENT_URL ?? localUrl('127.0.0.1', AGENT_PORT),
  };
  return { ok: true, env: { ...parsed.data, ...urls, AGENT_PORT } };
}

function nextPort(portOfConsole: number): number {
  return portOfConsole < 65_535 ? portOfConsole + 1 : portOfConsole - 1;
}

/** What a person on this machine opens: an "any address" host is not one. */
function localUrl(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
  return `http://${net.isIP(host) === 6 ? `[${host}]` : host}:${port}`;
}

export interface ToldSetting {
  name: string;
  /** As this process sees it; null when it is not set, or a secret. */
  value: string | null;
  /** environment: of the process, given by npm start for some; default: Twinline's own, or worked out from others. */
  source: 'environment' | 'default';
  isSecret: boolean;
}

/** An address without user and password. */
function withoutUser(text: string): string {
  if (!URL.canParse(text)) return text;
  const url = new URL(text);
  if (url.username === '' && url.password === '') return text;
  url.username = '';
  url.password = '';
  return url.toString();
}

/** Every setting as this process sees it, without secrets; of the database's address what tells which it is. */
export function describeSettings(source: Source = process.env): ToldSetting[] {
  const given = withoutEmpty(source);
  const values = new Map<string, unknown>(Object.entries(env()));
  return Object.keys(settings.shape).map((name) => {
    const value = values.get(name);
    const isSecret = SECRETS.includes(name) && name !== 'DATABASE_URL';
    const text = value === undefined || isSecret ? null : withoutUser(String(value));
    return { name, value: text, source: given[name] === undefined ? 'default' : 'environment', isSecret };
  });
}

/** The secret in a setting: of an address its password. */
function secretIn(value: string): string[] {
  const { password } = URL.canParse(value) ? new URL(value) : { password: '' };
  return password === '' ? [value] : [password, decodeURIComponent(password)];
}

/** The secrets themselves, to be looked for in what leaves the installation. */
export function knownSecrets(): string[] {
  const values = new Map<string, unknown>(Object.entries(env()));
  return SECRETS.map((name) => values.get(name)).flatMap((value) => (typeof value === 'string' ? secretIn(value) : []));
}

let known: Env | undefined;

/** The validated settings of this process. With a mistake in them it says which and ends. */
export function env(): Env {
  if (known) return known;
  const result = parseEnv(process.env);
  if (result.ok) {
    known = result.env;
    // next-auth reads its own address nowhere else; without it redirects go to port 3000.
    process.env.NEXTAUTH_URL = known.TWINLINE_URL;
    return known;
  }
  for (const mistake of result.mistakes) console.error(mistake);
  process.exit(1);
}
