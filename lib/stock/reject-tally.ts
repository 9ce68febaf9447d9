/** Different reasons that are counted; a file of nothing but mistakes has few. */
const MOST_REASONS = 40;
const MOST_FIRST = 50;
const OTHERS = 'Other reasons; the rejects file has all of them';

/** A reason without what is only this row's: its number, its text, another line. */
function kindOf(reason: string): string {
  return reason
    .replace(/\bnumber .{1,40}? (?=is|belongs|was)/, 'number ')
    .replaceAll(/"[^"]*"/g, '"…"')
    .replace(/\bline \d+/, 'another line');
}

/** Counts rows that are left out by reason, and keeps the first of them. */
export class RejectTally {
  readonly #counts = new Map<string, number>();
  readonly first: { line: number; reason: string }[] = [];

  add(line: number, reason: string): void {
    if (this.first.length < MOST_FIRST) this.first.push({ line, reason });
    const kind = kindOf(reason);
    const key = this.#counts.has(kind) || this.#counts.size < MOST_REASONS ? kind : OTHERS;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Most frequent first. */
  get reasons(): { reason: string; count: number }[] {
    return [...this.#counts].map(([reason, count]) => ({ reason, count })).sort((a, b) => b.count - a.count);
  }
}
