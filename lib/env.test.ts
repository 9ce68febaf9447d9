import { describe, expect, test } from 'vitest';
import { parseEnv } from './env';

const NEEDED = { DATABASE_URL: 'postgresql://u:p@127.0.0.1:5432/twinline', AUTH_SECRET: 's'.repeat(32) };

function mistakesOf(source: Record<string, string>): string[] {
  const result = parseEnv({ ...NEEDED, ...source });
  return result.ok ? [] : result.mistakes;
}

function valuesOf(source: Record<string, string | undefined>) {
  const result = parseEnv({ ...NEEDED, ...source });
  if (!result.ok) throw new Error(result.mistakes.join(' '));
  return result.env;
}

test('the agent is next to the console unless told otherwise', () => {
  expect(valuesOf({})).toMatchObject({ AGENT_PORT: 3001, TWINLINE_AGENT_URL: 'http://127.0.0.1:3001' });
  expect(valuesOf({ PORT: '65535' })).toMatchObject({ AGENT_PORT: 65_534 });
  expect(valuesOf({ PORT: '80', AGENT_PORT: '9000' })).toMatchObject({ TWINLINE_AGENT_URL: 'http://127.0.0.1:9000' });
});

test('defaults stand for what is unset or empty', () => {
  expect(valuesOf({ PORT: '', HOST: undefined, LOG_LEVEL: ' ' })).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    TWINLINE_DATA_DIR: '.twinline',
    TWINLINE_URL: 'http://127.0.0.1:3000',
    TWINLINE_TRUSTED_PROXY: [],
    TWINLINE_DEMO: 'on',
    LOG_LEVEL: 'info',
  });
});

test('the address follows host and port unless it is given', () => {
  expect(valuesOf({ HOST: '0.0.0.0', PORT: '8080' }).TWINLINE_URL).toBe('http://localhost:8080');
  expect(valuesOf({ HOST: '::1', PORT: '8080' }).TWINLINE_URL).toBe('http://[::1]:8080');
  expect(valuesOf({ TWINLINE_URL: 'https://Numbers.Example.com/' }).TWINLINE_URL).toBe('https://numbers.example.com');
});

test('trusted proxies are addresses and ranges', () => {
  expect(valuesOf({ TWINLINE_TRUSTED_PROXY: '127.0.0.1, 10.0.0.0/8,fd00::/8' }).TWINLINE_TRUSTED_PROXY).toEqual([
    '127.0.0.1',
    '10.0.0.0/8',
    'fd00::/8',
  ]);
});

describe('each mistake is one sentence', () => {
  test.each([
    ['PORT', '0', 'PORT is "0": give a whole number from 1 to 65535.'],
    ['PORT', '65536', 'PORT is "65536": give a whole number from 1 to 65535.'],
    ['PORT', '3e3', 'PORT is "3e3": give a whole number from 1 to 65535.'],
    ['HOST', 'a b', 'HOST is "a b": give an IP address or a host name to listen on, without a port.'],
    ['HOST', 'host:80', 'HOST is "host:80": give an IP address or a host name to listen on, without a port.'],
    ['TWINLINE_DEMO', 'yes', 'TWINLINE_DEMO is "yes": give on or off.'],
    [
      'TWINLINE_URL',
      'https://a.example/x',
      'TWINLINE_URL is "https://a.example/x": give the address people open, such as https://numbers.example.com, without a path.',
    ],
    [
      'TWINLINE_WEBHOOK_ALLOW',
      'my-network',
      'TWINLINE_WEBHOOK_ALLOW is "my-network": give IP addresses or ranges separated by commas, such as 10.20.0.0/16, fd12:3456::/48.',
    ],
    ['TWINLINE_METRICS_TOKEN', 'short', 'TWINLINE_METRICS_TOKEN is not usable: give at least 16 random characters.'],
    [
      'OTEL_EXPORTER_OTLP_ENDPOINT',
      'collector:4318',
      'OTEL_EXPORTER_OTLP_ENDPOINT is "collector:4318": give the address of an OpenTelemetry collector, such as http://127.0.0.1:4318.',
    ],
    [
      'TWINLINE_TRUSTED_PROXY',
      '10.0.0.0/40',
      'TWINLINE_TRUSTED_PROXY is "10.0.0.0/40": give IP addresses or ranges separated by commas, such as 127.0.0.1, 10.0.0.0/8.',
    ],
    [
      'TWINLINE_AGENT_URL',
      'agent:9',
      'TWINLINE_AGENT_URL is "agent:9": give the address of the agent, such as http://127.0.0.1:3001.',
    ],
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud": give one of fatal, error, warn, info, debug, trace, silent.'],
  ])('%s=%s', (name, value, sentence) => {
    expect(mistakesOf({ [name]: value })).toEqual([sentence]);
  });

  test('secrets are not repeated', () => {
    const mistakes = mistakesOf({ DATABASE_URL: 'mysql://root:hunter2@x/y', AUTH_SECRET: 'hunter2' });
    expect(mistakes).toEqual([
      'DATABASE_URL is not usable: give a PostgreSQL URL such as postgresql://user:password@host:5432/database.',
      'AUTH_SECRET is not usable: give at least 32 random characters.',
    ]);
  });

  test('all of them are told at once', () => {
    expect(mistakesOf({ PORT: 'x', TWINLINE_DEMO: 'x', LOG_LEVEL: 'x' })).toHaveLength(3);
  });

  test('what only npm start can fill in says so', () => {
    const result = parseEnv({});
    expect(result.ok ? [] : result.mistakes).toEqual([
      'DATABASE_URL is not set: start Twinline with npm start, which sets it, or give the URL of a PostgreSQL database.',
      'AUTH_SECRET is not set: start Twinline with npm start, which makes one, or give at least 32 random characters.',
    ]);
  });
});

test('e-mail needs a server and a sender; a wrong server is told without its password', () => {
  expect(valuesOf({ SMTP_URL: 'smtps://u:p@mail.example.com', SMTP_FROM: 'Twinline <t@example.com>' })).toMatchObject({
    SMTP_FROM: 'Twinline <t@example.com>',
  });
  expect(mistakesOf({ SMTP_URL: 'smtp://mail.example.com' })).toEqual([
    'SMTP_FROM is not set: e-mail needs SMTP_URL and SMTP_FROM.',
  ]);
  const mistakes = mistakesOf({ SMTP_URL: 'http://user:secret@mail', SMTP_FROM: 'a@b.c\nBcc: d@e.f' });
  expect(mistakes).toHaveLength(2);
  expect(mistakes.join()).not.toContain('secret');
  const percent = { SMTP_URL: 'smtp://user:50%off@mail.example.com', SMTP_FROM: 't@example.com' };
  expect(mistakesOf(percent)).toEqual(['SMTP_URL is not usable: write a % in the user or the password as %25.']);
  expect(valuesOf({ ...percent, SMTP_URL: percent.SMTP_URL.replace('%', '%25') })).toMatchObject({
    SMTP_URL: 'smtp://user:50%25off@mail.example.com',
  });
});
