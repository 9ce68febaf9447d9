import fs from 'node:fs';
import path from 'node:path';
import { findChromium, installChromium } from './chromium.mjs';
import { chooseFreePort } from './free-port.mjs';
import { runCommand } from './run-step.mjs';
import { ROOT } from './settings.mjs';

/**
 * What a step says: how many of its checks passed and failed, and its output for when one failed.
 * @typedef {{ passed: number, failed: number, output: string }} StepResult
 * A light step needs one core, so two of them run side by side.
 * @typedef {{ name: string, isLight?: boolean, run: () => Promise<StepResult> }} TestStep
 */

const NODE = process.execPath;
const bin = (/** @type {string} */ file) => path.join('node_modules', file);

/** @type {import('./process-record.mjs').ProcessRecord | undefined} */
let record;

/**
 * Where running commands are noted, so that an interrupted run ends them.
 * @param {import('./process-record.mjs').ProcessRecord} to
 */
export function recordStepsIn(to) {
  record = to;
}

/** Output is read by people and by logs alike: no colours, no telemetry. */
function plainEnvironment() {
  const { FORCE_COLOR: _, ...env } = process.env;
  return { ...env, NO_COLOR: '1', NEXT_TELEMETRY_DISABLED: '1' };
}

/**
 * A command whose exit code is its only result.
 * @param {string} name
 * @param {string[][]} commands arguments of node, one after the other
 * @returns {TestStep}
 */
function check(name, ...commands) {
  return {
    name,
    run: async () => {
      let output = '';
      for (const args of commands) {
        const result = await runCommand(name, NODE, args, {
          record,
          env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' },
        });
        output += result.output;
        if (result.code !== 0) return { passed: 0, failed: 1, output };
      }
      return { passed: 1, failed: 0, output };
    },
  };
}

/** @type {TestStep} */
const unit = {
  name: 'unit',
  run: async () => {
    const file = path.join(ROOT, 'test-results/unit.json');
    fs.rmSync(file, { force: true });
    const args = [
      bin('vitest/vitest.mjs'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${file}`,
    ];
    const { code, output } = await runCommand('unit', NODE, args, { record, env: plainEnvironment() });
    const report = readReport(file);
    const passed = Number(report?.numPassedTests ?? 0);
    const failed = Number(report?.numFailedTests ?? 0);
    // A file that does not load has no tests to count, and a crash no report.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
  },
};

/** @type {TestStep} */
const browser = {
  name: 'browser',
  run: async () => {
    try {
      if (findChromium() === null) installChromium();
    } catch (error) {
      return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
    }
    const file = path.join(ROOT, 'test-results/results.json');
    const dataFolder = path.join(ROOT, '.twinline-e2e');
    for (const left of [file, dataFolder]) fs.rmSync(left, { recursive: true, force: true });
    const env = {
      ...plainEnvironment(),
      TWINLINE_E2E_PORT: String(await chooseFreePort(null)),
      TWINLINE_E2E_DATA_DIR: dataFolder,
    };
    const { code, output } = await runCommand('browser', NODE, [bin('@playwright/test/cli.js'), 'test'], {
      record,
      env,
    });
    const stats = readReport(file)?.stats;
    const failed = Number(stats?.unexpected ?? 0);
    const flaky = Number(stats?.flaky ?? 0);
    const note = flaky > 0 ? `\n${flaky} tests passed only when tried again.` : '';
    return {
      passed: Number(stats?.expected ?? 0) + flaky,
      failed: code !== 0 && failed === 0 ? 1 : failed,
      output: output + note,
    };
  },
};

/**
 * @param {string} file
 * @returns {{ numPassedTests?: number, numFailedTests?: number, stats?: { expected?: number, unexpected?: number, flaky?: number } } | null}
 */
function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** @param {TestStep} step @returns {TestStep} */
const light = (step) => ({ ...step, isLight: true });

/** In the order in which they say most for the time they take; of the light ones the longest begins. @type {TestStep[]} */
export const STEPS = [
  light(check('types', [bin('next/dist/bin/next'), 'typegen'], [bin('typescript/bin/tsc'), '--noEmit'])),
  light(check('lint', [bin('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '--error-on-warnings', '.'])),
  light(check('structure', ['lib/tooling/check-structure.mjs'])),
  light(check('dependencies', ['lib/tooling/check-dependencies.mjs'])),
  light(check('unused', [bin('knip/bin/knip.js')])),
  light(check('migrations', ['lib/tooling/check-migrations.mjs'])),
  unit,
  check('build', ['lib/tooling/build.mjs']),
  browser,
];
