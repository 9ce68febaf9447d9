import fs from 'node:fs';
import { parseArgs } from 'node:util';
import { PEERS } from './peers/registry';
import { loadCalls, ReplayError } from './replay/load';
import { parseFault } from './replay/parse-fault';
import { CDR_COLUMNS } from './replay/parse-row';
import { replayScenario } from './replay/replay-scenario';
import { verifyRecording } from './replay/verify-recording';
import { callWriter, OutputError, openOutput } from './report/call-writer';
import { htmlReport } from './report/html';
import { progressBar } from './report/progress-bar';
import { terminalReport } from './report/terminal';
import { ROUTERS } from './routers/registry';
import { scenarioJsonSchema } from './scenario/json-schema';
import { loadScenario, shippedScenarios } from './scenario/load';
import { ScenarioError } from './scenario/read';
import type { Scenario } from './scenario/schema';
import { type NamedRouter, runStudy, type StudyOptions } from './study';

const COLUMN_HELP = Object.entries(CDR_COLUMNS)
  .map(([name, { isRequired, meaning }]) => `  ${name.padEnd(18)}${isRequired ? 'required  ' : 'optional  '}${meaning}`)
  .join('\n');

const USAGE = `Use one of:
  npm run sim -- run SCENARIO [--policy NAME,…] [--seeds N] [--seed N] [--json] [--report OUT.html] [--calls OUT.jsonl]
  npm run sim -- compare SCENARIO [the same options]
  npm run sim -- replay CALLS.csv [--fault FAULT]… [--scenario SCENARIO] [the same options]
  npm run sim -- verify-recording RECORDING.ndjson
  npm run sim -- list
  npm run sim -- schema

run      plays a scenario with HA off, with retries alone, with the engine and with the oracle, all on the same
         traffic. SCENARIO is a file (YAML or JSON) or the name of a shipped one. The exit code is 1 when an
         expectation of the file is not met.
compare  the same over 10 seeds: medians with the interval of nine in ten.
replay   takes recorded calls as the traffic: what would an outage then have cost? Rows that are wrong are named by
         their line and left out; the exit code is then 1. FAULT is a kind and what a scenario would say of it, for
         instance silent,at=2h,lasts=15m or error,at=2026-10-29T10:15,lasts=5m,share=0.3; it lies on the carrier of
         the numbers unless it says carriers=A+B, and comes and goes with down=5s,up=20s. SCENARIO lends its carriers,
         policy and money.
verify-recording  gives a fresh engine all that a live agent’s engine was told and asked (GET /recording of the
         agent) and compares every answer; the exit code is 1 when one differs.
list     names the shipped scenarios.
schema   prints the JSON Schema of a scenario file, for editors.

The columns of call records, in any order, by their names in the first line:
${COLUMN_HELP}

Policies: ${[...ROUTERS.keys()].join(', ')}; for comparison also ${[...PEERS.keys()].join(', ')}.`;

class UsageError extends Error {}

const OPTIONS = {
  policy: { type: 'string' },
  seeds: { type: 'string' },
  seed: { type: 'string' },
  json: { type: 'boolean', default: false },
  report: { type: 'string' },
  calls: { type: 'string' },
} as const;

interface Values {
  policy?: string;
  seeds?: string;
  seed?: string;
  json: boolean;
  report?: string;
  calls?: string;
}

function wholeNumber(text: string | undefined, { name, least, most }: { name: string; least: number; most: number }) {
  if (text === undefined) return null;
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

function onlyFile(positionals: readonly string[], wanted: string): string {
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError(`Give one ${wanted}.`);
  return file;
}

/** Runs under a progress bar, shows what came of it, and answers with the exit code. */
function show(scenario: Scenario, options: Pick<StudyOptions, 'seeds' | 'recording'>, values: Values): number {
  const seed = wholeNumber(values.seed, { name: 'seed', least: 0, most: 4_294_967_295 }) ?? scenario.seed;
  const seeds = wholeNumber(values.seeds, { name: 'seeds', least: 1, most: 10_000 }) ?? options.seeds;
  const policies = choosePolicies(values.policy);
  const report = values.report === undefined ? null : openOutput('--report', values.report);
  const calls = values.calls === undefined ? null : callWriter(openOutput('--calls', values.calls));
  const bar = progressBar(process.stderr);
  const followed = { onProgress: bar.show, onCall: calls?.add };
  const study = runStudy({ ...scenario, seed }, { ...options, ...followed, policies, seeds });
  bar.end();
  calls?.end();
  console.log(values.json ? JSON.stringify(study) : terminalReport(study));
  if (report !== null) {
    fs.writeFileSync(report, htmlReport(study));
    fs.closeSync(report);
  }
  return study.expectations.every(({ isMet }) => isMet) ? 0 : 1;
}

function play(args: string[], seeds: number): number {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const scenario = loadScenario(onlyFile(positionals, 'scenario: a file or the name of a shipped one'));
  return show(scenario, { seeds }, values);
}

async function replay(args: string[]): Promise<number> {
  const options = { ...OPTIONS, fault: { type: 'string', multiple: true }, scenario: { type: 'string' } } as const;
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const base = values.scenario === undefined ? null : loadScenario(values.scenario);
  const { recording, rows, rejected, inbound } = await loadCalls(
    onlyFile(positionals, 'CSV file of call records'),
    (line, reason) => console.error(`line ${line}: ${reason}`),
  );
  console.error(`Read ${rows} rows: ${recording.count} calls; left out ${rejected} wrong and ${inbound} inbound.`);
  const { startedAt } = recording;
  const faults = (values.fault ?? []).map((text, index) => parseFault(text, { index, startedAt, base }));
  const code = show(replayScenario({ recording, faults, base }), { seeds: 1, recording }, values);
  return rejected > 0 ? 1 : code;
}

function verify(args: string[]): number {
  const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
  const text = fs.readFileSync(onlyFile(positionals, 'file of a recording'), 'utf8');
  const found = verifyRecording(text.split('\n'));
  console.log(JSON.stringify(found, null, 2));
  return found.firstDifference === null ? 0 : 1;
}

function list(): number {
  const scenarios = shippedScenarios().map(loadScenario);
  const width = Math.max(0, ...scenarios.map(({ name }) => name.length));
  for (const { name, kind, place, title } of scenarios)
    console.log(`${name.padEnd(width)}  ${kind.padEnd(10)}  ${place.padEnd(9)}  ${title}`);
  return 0;
}

function schema(): number {
  console.log(JSON.stringify(scenarioJsonSchema(), null, 2));
  return 0;
}

const COMMANDS: Readonly<Record<string, (args: string[]) => number | Promise<number>>> = {
  run: (args) => play(args, 1),
  compare: (args) => play(args, 10),
  replay,
  'verify-recording': verify,
  list,
  schema,
};

const MISTAKES = [UsageError, ScenarioError, ReplayError, OutputError, RangeError];

function isUserMistake(error: unknown): error is Error {
  const isArgument = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  return isArgument || MISTAKES.some((Mistake) => error instanceof Mistake);
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
