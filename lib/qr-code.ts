/**
 * QR codes (ISO/IEC 18004) of short texts: byte mode, error correction level M, versions 1 to 10. Enough for the address of an
 * authenticator app, and no dependency for it.
 */

/** Of each version at level M: check bytes a block, and the data bytes of its blocks (ISO/IEC 18004, table 9). */
const BLOCKS: readonly { check: number; data: readonly number[] }[] = [
  { check: 10, data: [16] },
  { check: 16, data: [28] },
  { check: 26, data: [44] },
  { check: 18, data: [32, 32] },
  { check: 24, data: [43, 43] },
  { check: 16, data: [27, 27, 27, 27] },
  { check: 18, data: [31, 31, 31, 31] },
  { check: 22, data: [38, 38, 39, 39] },
  { check: 22, data: [36, 36, 36, 37, 37] },
  { check: 26, data: [43, 43, 43, 43, 44] },
];
/** Of each version: the middles of its alignment patterns, in both directions (annex E). */
const ALIGNMENT: readonly (readonly number[])[] = [
  ...[[], [6, 18], [6, 22], [6, 26], [6, 30], [6, 34]],
  ...[
    [6, 22, 38],
    [6, 24, 42],
    [6, 26, 46],
    [6, 28, 50],
  ],
];

const BYTE_MODE = 0b0100;
const PADDING = [0xec, 0x11] as const;

/** Exponents and logarithms of the field of 256 elements, whose polynomial is x^8 + x^4 + x^3 + x^2 + 1. */
const EXP: number[] = [];
for (let power = 1, at = 0; at < 255; at += 1) {
  EXP.push(power);
  power <<= 1;
  if (power > 255) power ^= 0x11d;
}
const LOG = new Map(EXP.map((power, at) => [power, at]));

function times(a: number, b: number): number {
  if (a === 0 || b === 0) return 0;
  return EXP[((LOG.get(a) ?? 0) + (LOG.get(b) ?? 0)) % 255] ?? 0;
}

/** The Reed-Solomon check bytes of a block: the remainder of its division by (x - 2^0)(x - 2^1)…. */
function checkBytes(data: readonly number[], count: number): number[] {
  let divisor = [1];
  for (let root = 0; root < count; root += 1) {
    const factor = EXP[root] ?? 0;
    divisor = [...divisor, 0].map((value, at) => value ^ times(divisor[at - 1] ?? 0, factor));
  }
  const rest = [...data, ...new Array<number>(count).fill(0)];
  for (let at = 0; at < data.length; at += 1) {
    const lead = rest[at] ?? 0;
    for (const [offset, value] of divisor.entries()) rest[at + offset] = (rest[at + offset] ?? 0) ^ times(value, lead);
  }
  return rest.slice(data.length);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function bitsOf(value: number, length: number): number[] {
  return Array.from({ length }, (_, at) => (value >> (length - 1 - at)) & 1);
}

/** Mode, length, text, end and padding: the data bytes of a version. */
function dataBytes(text: Uint8Array, version: number, capacity: number): number[] {
  const bits = [...bitsOf(BYTE_MODE, 4), ...bitsOf(text.length, version < 10 ? 8 : 16)];
  for (const byte of text) bits.push(...bitsOf(byte, 8));
  for (let end = 0; end < 4 && bits.length < capacity * 8; end += 1) bits.push(0);
  while (bits.length % 8 > 0) bits.push(0);
  const bytes = Array.from({ length: bits.length / 8 }, (_, at) =>
    bits.slice(at * 8, at * 8 + 8).reduce((value, bit) => value * 2 + bit, 0),
  );
  for (let at = 0; bytes.length < capacity; at += 1) bytes.push(PADDING[at % 2] ?? 0);
  return bytes;
}

/** Data and check bytes, those of the blocks by turns. */
function interleave(data: readonly number[], { check, data: lengths }: (typeof BLOCKS)[number]): number[] {
  const blocks = lengths.map((length, at) => {
    const start = sum(lengths.slice(0, at));
    return data.slice(start, start + length);
  });
  const checks = blocks.map((block) => checkBytes(block, check));
  const byTurns = (rows: readonly (readonly number[])[], length: number) =>
    Array.from({ length }, (_, at) => rows.flatMap((row) => row[at] ?? [])).flat();
  return [...byTurns(blocks, Math.max(...lengths)), ...byTurns(checks, check)];
}

type Grid = boolean[][];

class QrSymbol {
  readonly size: number;
  readonly dark: Grid;
  /** Modules that carry no data. */
  readonly #fixed: Grid;

  constructor(readonly version: number) {
    this.size = 17 + 4 * version;
    const grid = () => Array.from({ length: this.size }, () => new Array<boolean>(this.size).fill(false));
    this.dark = grid();
    this.#fixed = grid();
    this.#drawPatterns();
  }

  isDark(x: number, y: number): boolean {
    return this.dark[y]?.[x] ?? false;
  }

  isFixed(x: number, y: number): boolean {
    return this.#fixed[y]?.[x] ?? true;
  }

  #set(x: number, y: number, dark: boolean): void {
    const [row, fixed] = [this.dark[y], this.#fixed[y]];
    if (!row || !fixed || x < 0 || x >= this.size) return;
    row[x] = dark;
    fixed[x] = true;
  }

  #drawPatterns(): void {
    const last = this.size - 1;
    for (let at = 0; at < this.size; at += 1) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
    // Finder patterns with the light line around them.
    for (const [x, y] of [
      [3, 3],
      [last - 3, 3],
      [3, last - 3],
    ] as const)
      this.#drawRings(x, y, { reach: 4, light: [2, 4] });
    const middles = ALIGNMENT[this.version - 1] ?? [];
    const end = middles.at(-1);
    for (const x of middles) {
      for (const y of middles) {
        const isCorner = (x === 6 && (y === 6 || y === end)) || (x === end && y === 6);
        if (!isCorner) this.#drawRings(x, y, { reach: 2, light: [1] });
      }
    }
    this.drawFormat(0);
    this.#drawVersion();
  }

  #drawRings(x: number, y: number, { reach, light }: { reach: number; light: readonly number[] }): void {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1)
        this.#set(x + dx, y + dy, !light.includes(Math.max(Math.abs(dx), Math.abs(dy))));
    }
  }

  /** Level and mask, twice (§7.9). */
  drawFormat(mask: number): void {
    const bits = bitsOf(((mask << 10) | remainder(mask << 10, 0x537)) ^ 0x5412, 15).reverse();
    const last = this.size - 1;
    for (const [at, bit] of bits.entries()) {
      const dark = bit === 1;
      const near = at < 6 ? at : at < 8 ? at + 1 : at;
      if (at < 8) this.#set(8, near, dark);
      else this.#set(at === 8 ? 7 : 14 - at, 8, dark);
      if (at < 8) this.#set(last - at, 8, dark);
      else this.#set(8, last - 14 + at, dark);
    }
    this.#set(8, last - 7, true);
  }

  /** The version, twice, in symbols that are large enough to need it (§7.10). */
  #drawVersion(): void {
    if (this.version < 7) return;
    const bits = bitsOf((this.version << 12) | remainder(this.version << 12, 0x1f25), 18).reverse();
    for (const [at, bit] of bits.entries()) {
      const [along, across] = [Math.floor(at / 3), this.size - 11 + (at % 3)];
      this.#set(across, along, bit === 1);
      this.#set(along, across, bit === 1);
    }
  }

  /** Fills the data in, two columns at a time, upwards and downwards by turns, under a mask. */
  drawData(bytes: readonly number[], isMasked: (x: number, y: number) => boolean): void {
    const bits = bytes.flatMap((byte) => bitsOf(byte, 8));
    let next = 0;
    for (const { x, y } of this.#dataPath()) {
      const row = this.dark[y];
      if (row) row[x] = (bits[next] === 1) !== isMasked(x, y);
      next += 1;
    }
  }

  *#dataPath(): Generator<{ x: number; y: number }> {
    let isUp = true;
    for (let right = this.size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step += 1) {
        const y = isUp ? this.size - 1 - step : step;
        for (const x of [right, right - 1]) if (!this.isFixed(x, y)) yield { x, y };
      }
      isUp = !isUp;
    }
  }
}

/** The remainder of a division of polynomials over two elements. */
function remainder(value: number, divisor: number): number {
  const length = 32 - Math.clz32(divisor);
  let rest = value;
  for (let at = 32 - Math.clz32(rest); at >= length; at = 32 - Math.clz32(rest)) rest ^= divisor << (at - length);
  return rest;
}

const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** How hard a symbol is to read (§7.8.3): long runs, blocks, what looks like a finder pattern, too much of one colour. */
function penaltyOf({ dark, size }: QrSymbol): number {
  const columns = dark.map((_, x) => dark.map((row) => row[x] ?? false));
  const lines = [...dark, ...columns].map((line) => line.map((isDark) => (isDark ? '1' : '0')).join(''));
  let penalty = 0;
  for (const line of lines) {
    for (const [run] of line.matchAll(/0{5,}|1{5,}/g)) penalty += run.length - 2;
    penalty += 40 * [...line.matchAll(/(?=10111010000|00001011101)/g)].length;
  }
  const at = (x: number, y: number) => dark[y]?.[x];
  for (let y = 0; y + 1 < size; y += 1) {
    for (let x = 0; x + 1 < size; x += 1) {
      if (at(x, y) === at(x + 1, y) && at(x, y) === at(x, y + 1) && at(x, y) === at(x + 1, y + 1)) penalty += 3;
    }
  }
  const share = sum(lines.slice(0, size).map((line) => line.replaceAll('0', '').length)) / size ** 2;
  return penalty + 10 * Math.floor(Math.abs(share - 0.5) * 20);
}

export interface QrCode {
  /** Modules a side, without the light border of four that belongs around it. */
  size: number;
  /** The dark modules as an SVG path, one unit a module. */
  path: string;
}

/** The longest text, in bytes of UTF-8. */
export const QR_MOST_BYTES = 213;

/** The QR code of a text; throws a RangeError when it has more than QR_MOST_BYTES. */
export function qrCode(text: string): QrCode {
  const bytes = new TextEncoder().encode(text);
  const at = BLOCKS.findIndex(({ data }, index) => bytes.length + (index < 9 ? 2 : 3) <= sum(data));
  const blocks = BLOCKS[at];
  if (!blocks) throw new RangeError(`a text of ${bytes.length} bytes is too long for a QR code here`);
  const version = at + 1;
  const content = interleave(dataBytes(bytes, version, sum(blocks.data)), blocks);
  const candidates = MASKS.map((isMasked, mask) => {
    const symbol = new QrSymbol(version);
    symbol.drawData(content, isMasked);
    symbol.drawFormat(mask);
    return { symbol, penalty: penaltyOf(symbol) };
  });
  const { symbol } = candidates.reduce((best, one) => (one.penalty < best.penalty ? one : best));
  const path = symbol.dark.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: symbol.size, path: path.join('') };
}
