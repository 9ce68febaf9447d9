/**
 * The expressions of libphonenumber's numbering plans, as languages over digits: which numbers begin
 * in a certain way, and when every digit that follows is fine. They use literals, \d, sets, (?:…),
 * |, ? and {n} or {n,m} only.
 */
export interface DigitLanguage {
  /** Whether the empty text belongs to it. */
  readonly isFinal: boolean;
  /** Whether nothing belongs to it. */
  readonly isEmpty: boolean;
  /** What may follow a digit (0-9). */
  after(digit: number): DigitLanguage;
  /** Whether every text of that many digits belongs to it. */
  hasAll(length: number): boolean;
}

type Node =
  | { kind: 'never' | 'end' }
  | { kind: 'digit'; set: number }
  | { kind: 'both'; first: Language; rest: Language }
  | { kind: 'either'; options: readonly Language[] };

const DIGITS = 10;
const ANY_DIGIT = (1 << DIGITS) - 1;

/** A node with what is known of it; equal nodes are one object, so that answers are worked out once. */
class Language implements DigitLanguage {
  readonly #following: (Language | undefined)[] = [];
  readonly #all = new Map<number, boolean>();
  readonly #plan: Languages;

  constructor(
    readonly id: number,
    readonly node: Node,
    plan: Languages,
  ) {
    this.#plan = plan;
  }

  get isEmpty(): boolean {
    return this.node.kind === 'never';
  }

  get isFinal(): boolean {
    const { node } = this;
    if (node.kind === 'both') return node.first.isFinal && node.rest.isFinal;
    if (node.kind === 'either') return node.options.some((option) => option.isFinal);
    return node.kind === 'end';
  }

  after(digit: number): Language {
    const known = this.#following[digit];
    if (known) return known;
    const next = this.#derive(digit);
    this.#following[digit] = next;
    return next;
  }

  hasAll(length: number): boolean {
    const known = this.#all.get(length);
    if (known !== undefined) return known;
    const all = length === 0 ? this.isFinal : this.#eachDigit().every((next) => next.hasAll(length - 1));
    this.#all.set(length, all);
    return all;
  }

  #eachDigit(): Language[] {
    return Array.from({ length: DIGITS }, (_, digit) => this.after(digit));
  }

  #derive(digit: number): Language {
    const { node } = this;
    const plan = this.#plan;
    if (node.kind === 'digit') return (node.set >> digit) & 1 ? plan.end : plan.never;
    if (node.kind === 'either') return plan.either(node.options.map((option) => option.after(digit)));
    if (node.kind === 'both') {
      const through = plan.both(node.first.after(digit), node.rest);
      return node.first.isFinal ? plan.either([through, node.rest.after(digit)]) : through;
    }
    return plan.never;
  }
}

/** Makes nodes, simplified, each only once. */
class Languages {
  readonly #known = new Map<string, Language>();
  readonly never = this.#once('never', { kind: 'never' });
  readonly end = this.#once('end', { kind: 'end' });

  digit(set: number): Language {
    return this.#once(`d${set}`, { kind: 'digit', set });
  }

  both(first: Language, rest: Language): Language {
    if (first === this.never || rest === this.never) return this.never;
    if (first === this.end) return rest;
    if (rest === this.end) return first;
    return this.#once(`b${first.id},${rest.id}`, { kind: 'both', first, rest });
  }

  either(options: readonly Language[]): Language {
    const flat = options.flatMap((option) => (option.node.kind === 'either' ? option.node.options : [option]));
    const distinct = [...new Set(flat)]
      .filter((option) => option !== this.never)
      .sort((one, other) => one.id - other.id);
    const [only] = distinct;
    if (!only) return this.never;
    if (distinct.length === 1) return only;
    return this.#once(`e${distinct.map((option) => option.id).join()}`, { kind: 'either', options: distinct });
  }

  #once(key: string, node: Node): Language {
    const known = this.#known.get(key);
    if (known) return known;
    const language = new Language(this.#known.size, node, this);
    this.#known.set(key, language);
    return language;
  }
}

/** Recursive descent over one expression. */
class Reader {
  #at = 0;
  readonly #text: string;
  readonly #plan: Languages;

  constructor(text: string, plan: Languages) {
    this.#text = text;
    this.#plan = plan;
  }

  read(): Language {
    const whole = this.#either();
    if (this.#at < this.#text.length) throw this.#unknown();
    return whole;
  }

  #unknown(): SyntaxError {
    return new SyntaxError(`Cannot read the numbering plan's expression at ${this.#at}: ${this.#text}`);
  }

  #take(expected: string): boolean {
    if (!this.#text.startsWith(expected, this.#at)) return false;
    this.#at += expected.length;
    return true;
  }

  #match(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#at;
    const match = sticky.exec(this.#text);
    if (match) this.#at += match[0].length;
    return match;
  }

  #either(): Language {
    const options = [this.#sequence()];
    while (this.#take('|')) options.push(this.#sequence());
    return this.#plan.either(options);
  }

  #sequence(): Language {
    const parts: Language[] = [];
    while (this.#at < this.#text.length && !'|)'.includes(this.#text.charAt(this.#at))) parts.push(this.#repeated());
    return parts.reduceRight((rest, first) => this.#plan.both(first, rest), this.#plan.end);
  }

  #repeated(): Language {
    const one = this.#atom();
    if (this.#take('?')) return this.#plan.either([one, this.#plan.end]);
    const times = this.#match(/\{(\d+)(?:,(\d+))?\}/y);
    if (!times) return one;
    const least = Number(times[1]);
    const most = times[2] === undefined ? least : Number(times[2]);
    let language = this.#plan.end;
    for (let count = most; count > 0; count -= 1) {
      language = this.#plan.both(one, language);
      if (count > least) language = this.#plan.either([language, this.#plan.end]);
    }
    return language;
  }

  #atom(): Language {
    if (this.#take('(?:') || this.#take('(')) {
      const inner = this.#either();
      if (!this.#take(')')) throw this.#unknown();
      return inner;
    }
    if (this.#take('\\d')) return this.#plan.digit(ANY_DIGIT);
    const set = this.#match(/\[([\d-]+)\]/y);
    if (set) return this.#plan.digit(digitsOf(set[1] ?? ''));
    const literal = this.#match(/\d/y);
    if (!literal) throw this.#unknown();
    return this.#plan.digit(1 << Number(literal[0]));
  }
}

/** The bit set of '2-47' and the like. */
function digitsOf(members: string): number {
  let set = 0;
  for (const [, from, to] of members.matchAll(/(\d)(?:-(\d))?/g)) {
    for (let digit = Number(from); digit <= Number(to ?? from); digit += 1) set |= 1 << digit;
  }
  return set;
}

export function parseDigitPattern(expression: string): DigitLanguage {
  return new Reader(expression, new Languages()).read();
}
