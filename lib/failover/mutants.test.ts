import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import mutants from './mutants.json';

test.each(mutants)('the mutant "$name" still fits the code', ({ file, find }) => {
  const source = fs.readFileSync(path.join(import.meta.dirname, file), 'utf8');
  expect(source.split(find).length - 1).toBe(1);
});

test('every mutant has a name of its own, by which it is asked for', () => {
  expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
});
