import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { PEERS } from './peers/registry';
import { htmlReport } from './report/html';
import { progressBar } from './report/progress-bar';
import { terminalReport } from './report/terminal';
import { ROUTERS } from './routers/registry';
import { scenarioJsonSchema } from './scenario/json-schema';
import { loadScenario, shippedScenarios } from './scenario/load';
import { ScenarioError } from './scenario/read';
import { type NamedRouter, runStudy, type Study } from './study';

const USAGE = `Use one of:
  npm run sim -- run SCENARIO [--policy NAME,…] [--seeds N] [--seed N] [--json] [--report OUT.html]
  npm run sim -- compare SCENARIO [--policy NAME,…] [--seeds N] [--seed N] [--json] [--report OUT.html]
  npm run sim -- list
  npm run sim -- schema

run      plays a scenario with HA off, with retries alone, with the engine and with the oracle, all on the same
         traffic. SCENARIO is a file (YAML or JSON) or the name of a shipped one. The exit code is 1 when an
         expectation of the file is not met.
compare  the same over 10 seeds: medians with the interval of nine in ten.
list     names the shipped scenarios.
schema   prints the JSON Schema of a scenario file, for editors.

Policies: ${[...ROUTERS.keys()].join(', ')}; for comparison also ${[...PEERS.keys()].join(', ')}.`;

class UsageError extends Error {}

const OPTIONS = {
  policy: { type: 'string' },
  seeds: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
} as const;

function wholeNumber(
  text: string | undefined,
  { name, least, most, otherwise }: { name: string; least: number; most: number; otherwise: number },
): number {
  if (text === undefined) return otherwise;
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most))
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}.`);
  return value;
}

function choosePolicies(text: string | undefined): NamedRouter[] {
  const names = text === undefined ? [...ROUTERS.keys()] : text.split(',').map((name) => name.trim());
  return names.map((name) => {
    const make = ROUTERS.get(name) ?? PEERS.get(name);
    if (!make)
      throw new UsageError(`There is no policy ${name}; there are ${[...ROUTERS.keys(), ...PEERS.keys()].join(', ')}.`);
    return { name, make };
  });
}

function study(
  args: string[],
  otherwise: { seeds: number },
): { result: Study; isJson: boolean; page: string | undefined } {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0)
    throw new UsageError('Give one scenario: a file or the name of a shipped one.');
  const loaded = loadScenario(file);
  const seed = wholeNumber(values.seed, { name: 'seed', least: 0, most: 4_294_967_295, otherwise: loaded.seed });
  const bar = progressBar(process.stderr);
  const result = runStudy(
    { ...loaded, seed },
    {
      policies: choosePolicies(values.policy),
      seeds: wholeNumber(values.seeds, { name: 'seeds', least: 1, most: 10_000, otherwise: otherwise.seeds }),
      onProgress: bar.show,
    },
  );
  bar.end();
  return { result, isJson: values.json, page: values.report };
}

function runOne(args: string[], otherwise: { seeds: number }): number {
  const { result, isJson, page } = study(args, otherwise);
  if (page !== undefined) fs.writeFileSync(page, htmlReport(result));
  console.log(isJson ? JSON.stringify(result) : terminalReport(result));
  return result.expectations.every(({ isMet }) => isMet) ? 0 : 1;
}

function list(): number {
  const scenarios = shippedScenarios().map(loadScenario);
  const width = Math.max(0, ...scenarios.map(({ name }) => name.length));
  for (const { name, kind, place, title } of scenarios)
    console.log(`${name.padEnd(width)}  ${kind.padEnd(10)}  ${place.padEnd(9)}  ${title}`);
  return 0;
}

function schema(): number {
  fs.writeSync(process.stdout.fd, `${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
  return 0;
}

const COMMANDS: Readonly<Record<string, (args: string[]) => number | Promise<number>>> = {
  run: (args) => runOne(args, { seeds: 1 }),
  compare: (args) => runOne(args, { seeds: 10 }),
  list,
  schema,
};

function isUserMistake(error: unknown): error is Error {
  const isArgument = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return error instanceof UsageError || error instanceof ScenarioError || isArgument;
}

/** npm run sim -- COMMAND; answers with the exit code. */
export default async function run([name = '', ...args]: string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command || args.includes('--help')) {
    console.log(USAGE);
    return command || name === '--help' ? 0 : 1;
  }
  try {
    return await command(args);
  } catch (error) {
    if (!isUserMistake(error)) throw error;
    console.error(error.message);
    return 1;
  }
}
