import { stringify } from 'csv-stringify/sync';

/** What a cell may hold. Text of plain decimals ("-295.00") stays a number for spreadsheets. */
export type CsvValue = string | number | bigint | boolean | Date | null;

export interface CsvColumn<Row> {
  header: string;
  value: (row: Row) => CsvValue;
}

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/;

/** Times are ISO 8601 in UTC. */
function cellText(value: CsvValue): string {
  if (value === null) return '';
  return value instanceof Date ? value.toISOString() : String(value);
}

/** RFC 4180 lines. Text that a spreadsheet would run as a formula gets an apostrophe in front; plain numbers do not. */
function toLines(records: readonly CsvValue[][]): string {
  const texts = records.map((record) => record.map(cellText));
  return stringify(texts, {
    record_delimiter: 'windows',
    escape_formulas: true,
    cast: { string: (value) => (PLAIN_DECIMAL.test(value) ? { value, escape_formulas: false } : value) },
  });
}

/** A whole CSV file in memory: for few rows and for tests. */
export function toCsv<Row>(columns: readonly CsvColumn<Row>[], rows: readonly Row[]): string {
  return toLines([columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ value }) => value(row)))]);
}

/**
 * CSV text as a stream that asks for the next batch of rows only when the reader wants more, so
 * that a file of any length takes the memory of one batch. Opens with a byte order mark, without
 * which Excel reads UTF-8 as Latin-1.
 */
export function csvStream<Row>(
  columns: readonly CsvColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = batches[Symbol.asyncIterator]();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode(`\uFEFF${toCsv(columns, [])}`));
    },
    async pull(controller) {
      let step = await iterator.next();
      // A pull that enqueues nothing is not repeated: an empty batch must not end the stream early.
      while (!step.done && step.value.length === 0) step = await iterator.next();
      if (step.done) return controller.close();
      controller.enqueue(encoder.encode(toLines(step.value.map((row) => columns.map(({ value }) => value(row))))));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

/** A download of that stream; never cached, since it is an account's own data. */
export function csvResponse(fileName: string, body: ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
