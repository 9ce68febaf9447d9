import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import run from './command';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'twinline-sim-'));
const inFolder = (name: string) => path.join(folder, name);
afterAll(() => fs.rmSync(folder, { recursive: true }));

const SHORT = inFolder('short.yaml');
fs.writeFileSync(
  SHORT,
  `
name: short
title: A short run
kind: healthy
place: elsewhere
lasts: 1m
carriers: [{ id: meridian }]
numbers: [{ id: sales, carrier: meridian, first: "912240000000" }]
destinations: [{ group: mumbai, prefix: "9198" }]
traffic: [{ id: collections, numbers: sales, rate: 1 }]
expect: [{ figure: rungTwice, atMost: 0 }]
`,
);

let said: string[];
let complained: string[];

beforeEach(() => {
  said = [];
  complained = [];
  vi.spyOn(console, 'log').mockImplementation((text) => said.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text) => complained.push(String(text)));
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe('where results go', () => {
  test.each([
    ['--report', 'none/out.html', 'there is no such folder.'],
    ['--calls', 'none/out.jsonl', 'there is no such folder.'],
    ['--report', '.', 'is a folder.'],
    ['--calls', 'short.yaml/out.jsonl', 'a part of the path is a file, not a folder.'],
  ])('%s %s is refused before the run', async (option, name, says) => {
    expect(await run(['run', SHORT, option, inFolder(name)])).toBe(1);
    expect(complained).toEqual([`${option} ${inFolder(name)}: ${says}`]);
    expect(said).toEqual([]);
  });

  test('the table, the page and the calls', async () => {
    const [report, calls] = [inFolder('out.html'), inFolder('out.jsonl')];
    expect(await run(['run', SHORT, '--policy', 'engine', '--report', report, '--calls', calls])).toBe(0);
    expect(said.join('\n')).toContain('Calls offered');
    expect(fs.readFileSync(report, 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    const lines = fs.readFileSync(calls, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line).policy)).toEqual(lines.map(() => 'engine'));
  });
});

test('an expectation of a policy that is not run does not fail the command', async () => {
  expect(await run(['run', SHORT, '--policy', 'off'])).toBe(0);
  expect(said.join('\n')).toContain('not checked engine: rungTwice at most 0: engine was not run');
});
