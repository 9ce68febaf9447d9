import 'server-only';
import { type FileHandle, open } from 'node:fs/promises';
import { type CsvColumn, toCsv } from '@/lib/csv';
import type { CsvRecord } from './read-records';

interface Reject {
  from: CsvRecord;
  reason: string;
}

/** Rows that were left out, with line and reason, in a CSV file to be put right and imported. */
export class RejectsFile {
  #handle: FileHandle | null = null;
  #width = 0;
  #columns: CsvColumn<Reject>[] = [];
  #waiting: Reject[] = [];
  #isEmpty = true;

  /** @param file where it is; without one, nothing is kept */
  constructor(private readonly file: string | undefined) {}

  /** Empties the file: only now, that an import goes ahead. */
  async start(columns: readonly string[]): Promise<void> {
    if (this.file) this.#handle = await open(this.file, 'w');
    this.#width = columns.length;
    this.#columns = [
      { header: 'line', value: ({ from }) => from.line },
      { header: 'reason', value: ({ reason }) => reason },
      ...columns.map((header, at) => ({ header, value: ({ from }: Reject) => this.#cellsOf(from)[at] ?? '' })),
    ];
  }

  add(from: CsvRecord, reason: string): void {
    if (this.#handle) this.#waiting.push({ from, reason });
  }

  async write(): Promise<void> {
    const rejects = this.#waiting;
    this.#waiting = [];
    if (!this.#handle || rejects.length === 0) return;
    const text = toCsv(this.#columns, rejects);
    const { length } = toCsv(this.#columns, []);
    await this.#handle.write(this.#isEmpty ? text : text.slice(length));
    this.#isEmpty = false;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }

  /** A row's cells under their columns; when it has others, its text as it stands, so that nothing of it is lost. */
  #cellsOf({ cells, text, flaw }: CsvRecord): readonly string[] {
    return flaw || cells.length > this.#width ? [text] : cells;
  }
}
