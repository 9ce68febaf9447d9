import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readRecords } from './read-records';

/** The text in pieces of a length, as a file comes. */
async function* pieces(text: string, length: number): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function read(text: string, length = 7) {
  const records = [];
  for await (const record of readRecords(pieces(text, length))) records.push(record);
  return records;
}

it('reads back what a CSV writer wrote, wherever the pieces are cut and however lines end', async () => {
  const cell = fc.string({ maxLength: 8 }).map((text) => text.replace(/[\r\n\uFEFF]/g, '"'));
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 6 });
  const end = fc.constantFrom('\n', '\r\n', '\r');
  await fc.assert(
    fc.asyncProperty(rows, end, fc.integer({ min: 1, max: 30 }), fc.boolean(), async (table, lineEnd, length, bom) => {
      const text = stringify(table, { record_delimiter: lineEnd, bom });
      expect((await read(text, length)).map(({ cells }) => cells)).toEqual(table);
    }),
  );
});

it('counts lines, empty ones too, and never throws', async () => {
  expect((await read('a\r\n\r\n"b""c",\r\nd')).map(({ line, cells }) => [line, cells])).toEqual([
    [1, ['a']],
    [3, ['b"c', '']],
    [4, ['d']],
  ]);
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom('"', ',', '\n', '\r', 'a'), maxLength: 60 }), async (text) => {
      const lines = (await read(text)).map((record) => record.text);
      expect(lines).toEqual(text.split(/\r\n|\n|\r/).filter((line) => line !== ''));
    }),
  );
});
