import 'server-only';

/** One record of a CSV file, or a line that is none. */
export interface CsvRecord {
  /** From 1. */
  line: number;
  /** As it stands in the file. */
  text: string;
  cells: readonly string[];
  /** Why it is no record; null when it is one. */
  flaw: string | null;
}

/** Longer than any row: a file that is no text may be one endless line. */
const MAX_LINE = 64 * 1024;
/** A cell and what ends it: in quotes with inner ones doubled, or without any. */
const CELL = /(?:"([^"]*(?:""[^"]*)*)"|([^",]*))(,|$)/y;
/** A quote that opens a cell and is not closed up to the end of the line. */
const OPEN_CELL = /"[^"]*(?:""[^"]*)*$/y;

const MISPLACED = 'is not well-formed CSV: a quote stands where none may be';
const UNCLOSED = 'is not well-formed CSV: a quote is not closed on its line';
const TOO_LONG = `is longer than ${MAX_LINE} characters`;

/** The cells of a line, or why it has none. */
function splitCells(text: string): readonly string[] | string {
  if (text.length > MAX_LINE) return TOO_LONG;
  if (!text.includes('"')) return text.split(',');
  const cells: string[] = [];
  for (let at = 0; ; ) {
    CELL.lastIndex = at;
    OPEN_CELL.lastIndex = at;
    const found = CELL.exec(text);
    if (!found) return OPEN_CELL.test(text) ? UNCLOSED : MISPLACED;
    const [whole, quoted, plain = '', end] = found;
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '') return cells;
    at += whole.length;
  }
}

/** The lines of a text that comes in pieces, a batch a piece. An endless one is cut: it is told as too long. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  let isFirst = true;
  for await (const chunk of chunks) {
    const text = isFirst ? chunk.replace(/^\uFEFF/, '') : chunk;
    isFirst = false;
    // A carriage return at the end may be half of a line's end.
    const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
    const last = lines.pop() ?? '';
    rest = last.length > MAX_LINE ? last.slice(0, MAX_LINE + 1) : last;
    yield lines;
  }
  yield [rest.replace(/\r$/, '')];
}

/**
 * The records of a CSV file whose cells hold no line breaks: one a line, empty ones left out. With a
 * quote in the wrong place a CSV parser cannot tell where the record ends and may take many good rows
 * with it; here it costs the line it stands on.
 */
export async function* readRecords(chunks: AsyncIterable<string>): AsyncGenerator<CsvRecord> {
  let line = 0;
  for await (const lines of linesOf(chunks)) {
    for (const text of lines) {
      line += 1;
      if (text === '') continue;
      const found = splitCells(text);
      yield typeof found === 'string'
        ? { line, text, cells: [], flaw: found }
        : { line, text, cells: found, flaw: null };
    }
  }
}
