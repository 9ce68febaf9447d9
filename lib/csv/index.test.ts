import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { type CsvValue, csvResponse, csvStream, toCsv } from './index';

const one = [{ header: 'value', value: (row: CsvValue) => row }];

function cell(value: CsvValue): string {
  return toCsv(one, [value]).split('\r\n')[1] ?? '';
}

test('text that a spreadsheet would run is neutralised, whatever it starts with', () => {
  const formulas = ['=1+1', '+919845', '-2+3', '@SUM(A1)', '\tx', '\rx', '＝1', '-=1', '-1e5', '-1,000'];
  const unsafe = formulas.filter((text) => !/^"?'/.test(cell(text)));
  expect(unsafe).toEqual([]);
  expect(cell('=HYPERLINK("http://x","y")')).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
});

test('plain numbers stay numbers, times are ISO 8601 in UTC, nothing is an empty cell', () => {
  expect(cell('-295.00')).toBe('-295.00');
  expect(cell(-3n)).toBe('-3');
  expect(cell('918041234567')).toBe('918041234567');
  expect(cell(new Date('2026-01-15T10:00:00.5Z'))).toBe('2026-01-15T10:00:00.500Z');
  expect(cell(null)).toBe('');
  expect(cell(true)).toBe('true');
});

test('quotes, commas and line breaks come back as they went', () => {
  const texts = ['a,b', 'say "hi"', 'two\r\nlines', 'naïve ₹ 東京', ' padded '];
  const read: unknown = parse(toCsv(one, texts), { columns: true });
  expect(read).toEqual(texts.map((value) => ({ value })));
});

async function* batchesOf(rows: number[][], onEnd?: () => void) {
  try {
    for (const batch of rows) yield batch;
  } finally {
    onEnd?.();
  }
}

test('a stream writes the header, then every batch, empty ones included', async () => {
  const body = csvStream([{ header: 'n', value: (n: number) => n }], batchesOf([[1, 2], [], [3]]));
  const response = csvResponse('ledger.csv', body);
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="ledger.csv"');
  const bytes = new Uint8Array(await response.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(new TextDecoder().decode(bytes)).toBe('n\r\n1\r\n2\r\n3\r\n');
});

test('a stream with no rows is the header alone', async () => {
  const body = csvStream([{ header: 'n', value: (n: number) => n }], batchesOf([]));
  expect(await new Response(body).text()).toBe('n\r\n');
});

test('a reader that leaves stops the source', async () => {
  let ended = false;
  const stop = () => {
    ended = true;
  };
  const body = csvStream([{ header: 'n', value: (n: number) => n }], batchesOf([[1], [2], [3]], stop));
  const reader = body.getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  expect(ended).toBe(true);
});
