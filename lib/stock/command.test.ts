import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import run from './command';

let folder: string;
let output: string[];

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'stock-command-'));
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  output = [];
  const keep = (...texts: unknown[]) => void output.push(texts.join(' '));
  vi.spyOn(console, 'log').mockImplementation(keep);
  vi.spyOn(console, 'error').mockImplementation(keep);
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

describe('npm run stock', () => {
  it('generates, imports and lists, with an exit code', async () => {
    expect(await run(['generate', '--count', '1200'])).toBe(0);
    expect(output.at(-1)).toMatch(/^Added 1,200 numbers in [\d.]+ s\.$/);
    const file = path.join(folder, 'stock.csv');
    const row = '918000000001,local,Bangalore,Karnataka,250,2.50';
    await writeFile(file, `number,type,place,region,monthly_inr,monthly_usd\n918041234567${row.slice(12)}\n`);
    expect(await run(['import', file, '--carrier', 'Acme Voice'])).toBe(0);
    expect(output.slice(-2)).toEqual([
      'Acme Voice is a new carrier.',
      expect.stringMatching(
        /^Read 1 rows in [\d.]+ s \(\d+ a second\): 1 added, 0 changed, 0 unchanged, 0 rejected\.$/,
      ),
    ]);
    await writeFile(file, `number,type,place,region,monthly_inr,monthly_usd\n1${row.slice(12)}\n`);
    expect(await run(['import', file, '--carrier', 'Acme Voice'])).toBe(1);
    expect(output).toContain('line 2: number 1 is not valid in any country offered here');
    expect(await run(['carrier', 'acme voice', '--failure-domains', 'dc:pune-1, upstream:acme'])).toBe(0);
    expect(output.at(-1)).toBe('Acme Voice has the failure domains dc:pune-1, upstream:acme.');
    expect(await run(['list'])).toBe(0);
    expect(output.at(-1)).toBe('1,201 numbers in all.');
    expect(output).toContainEqual(expect.stringMatching(/^Acme Voice +IN +local +available +1$/));
  }, 60_000);

  it.each([
    [['generate'], '--count must be a whole number from 1 to 500000000.'],
    [['generate', '--count', '1e3'], '--count must be a whole number from 1 to 500000000.'],
    [['generate', '--count', '0'], '--count must be a whole number from 1 to 500000000.'],
    [['generate', '--count', '9', '--seed', '-1'], /--seed|ambiguous/],
    [['generate', '--colour'], /Unknown option '--colour'/],
    [['import', 'x.csv'], 'Give one file and --carrier NAME.'],
    [['import', '--carrier', 'x'], 'Give one file and --carrier NAME.'],
    [['carrier'], 'Give one carrier and --failure-domains A,B.'],
    [
      ['carrier', 'nobody', '--failure-domains', 'dc:x'],
      'There is no carrier nobody: npm run stock -- list names them.',
    ],
    [['import', '/nowhere/x.csv', '--carrier', 'x'], 'There is no file /nowhere/x.csv.'],
  ])('refuses %j in one sentence', async (args, sentence) => {
    expect(await run(args)).toBe(1);
    expect(output.join('\n')).toMatch(sentence);
  });

  it('explains itself', async () => {
    expect(await run(['import', '--help'])).toBe(0);
    expect(output.join('\n')).toContain('monthly_inr  required');
    expect(await run(['__proto__'])).toBe(1);
    expect(await run([])).toBe(1);
  });
});
