const DIGITS = 10;
const ZERO = 48;

/**
 * Digits to entries, by longest match. Children stand in one typed array (node × 10 + digit), so that a look-up
 * is a few loads without hashing or allocation.
 */
export class PrefixTrie<Entry> {
  #children = new Int32Array(DIGITS * 1024);
  #entryOf = new Int32Array(1024);
  #nodes = 1;
  readonly #entries: Entry[] = [];

  /** Sets the entry of a prefix of digits; the empty prefix matches everything. */
  set(prefix: string, entry: Entry): void {
    let node = 0;
    for (let index = 0; index < prefix.length; index += 1)
      node = this.#childOrNew(node, prefix.charCodeAt(index) - ZERO);
    this.#entries.push(entry);
    this.#entryOf[node] = this.#entries.length;
  }

  /** The entry of the longest prefix of `digits`; undefined when none matches. */
  longest(digits: string): Entry | undefined {
    const children = this.#children;
    const entryOf = this.#entryOf;
    let found = entryOf[0] ?? 0;
    let node = 0;
    for (let index = 0; index < digits.length; index += 1) {
      const digit = digits.charCodeAt(index) - ZERO;
      if (digit < 0 || digit >= DIGITS) break;
      node = children[node * DIGITS + digit] ?? 0;
      if (node === 0) break;
      const entry = entryOf[node] ?? 0;
      if (entry !== 0) found = entry;
    }
    return this.#entries[found - 1];
  }

  #childOrNew(node: number, digit: number): number {
    const slot = node * DIGITS + digit;
    const known = this.#children[slot] ?? 0;
    if (known !== 0) return known;
    const created = this.#nodes;
    this.#nodes += 1;
    if (this.#nodes > this.#entryOf.length) this.#grow();
    this.#children[slot] = created;
    return created;
  }

  #grow(): void {
    const children = new Int32Array(this.#children.length * 2);
    children.set(this.#children);
    this.#children = children;
    const entryOf = new Int32Array(this.#entryOf.length * 2);
    entryOf.set(this.#entryOf);
    this.#entryOf = entryOf;
  }
}
