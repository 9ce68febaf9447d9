import { exp, ln, normalQuantile } from './exact-math';

/** Cells of the whole range; the first and the last are cut again as finely, for the tails. */
const CELLS = 256;
const CELL_BITS = 24;
const IN_CELL = 2 ** -CELL_BITS;
const TAIL_BITS = 16;
const IN_TAIL_CELL = 2 ** -TAIL_BITS;
const LAST = CELLS - 1;

/** Where the quantiles of the grid lie: the lower tail, the body, the upper tail. */
function quantilesOf(quantile: (portion: number) => number): Float32Array {
  const table = new Float32Array(3 * (CELLS + 1));
  const fine = 1 / (CELLS * CELLS);
  for (let index = 0; index <= CELLS; index += 1) {
    const edge = Math.min(Math.max(index / CELLS, fine / 2), 1 - fine / 2);
    table[index] = quantile(Math.max(index * fine, fine / 2));
    table[CELLS + 1 + index] = quantile(edge);
    table[2 * (CELLS + 1) + index] = quantile(Math.min(1 - (CELLS - index) * fine, 1 - fine / 2));
  }
  return table;
}

let normalTable: Float32Array | undefined;

/** The standard normal's quantiles are costly and the same for everyone. */
function normalQuantiles(): Float32Array {
  normalTable ??= quantilesOf(normalQuantile);
  return normalTable;
}

/** A distribution that turns 32 uniform bits into a value by a table of its quantiles. */
export class Quantiles {
  readonly #table: Float32Array;
  /** The mean of the body's cells: exact enough for rates and prices. */
  readonly mean: number;

  private constructor(table: Float32Array) {
    this.#table = table;
    let sum = 0;
    for (let bits = 0; bits < 4096; bits += 1) sum += this.real((bits * 0x100000 + 0x80000) >>> 0);
    this.mean = sum / 4096;
  }

  /** Always the same value. */
  static fixed(value: number): Quantiles {
    return new Quantiles(new Float32Array(3 * (CELLS + 1)).fill(value));
  }

  /** Lognormal: half below `median`; `spread` is the standard deviation of the logarithm. */
  static lognormal(median: number, spread: number): Quantiles {
    if (spread === 0) return Quantiles.fixed(median);
    return new Quantiles(normalQuantiles().map((z) => median * exp(spread * z)));
  }

  /** Exponential with that mean. */
  static exponential(mean: number): Quantiles {
    return new Quantiles(quantilesOf((portion) => -mean * ln(1 - portion)));
  }

  /** The value at 32 uniform bits. */
  real(bits: number): number {
    const table = this.#table;
    const cell = bits >>> CELL_BITS;
    if (cell === 0 || cell === LAST) {
      const start = cell === 0 ? 0 : 2 * (CELLS + 1);
      const within = bits & 0xffffff;
      return between(table, start + (within >>> TAIL_BITS), (within & 0xffff) * IN_TAIL_CELL);
    }
    return between(table, CELLS + 1 + cell, (bits & 0xffffff) * IN_CELL);
  }

  /** The value in whole ms (or whatever the unit is), so that nothing finer than a ms ever decides an order. */
  whole(bits: number): number {
    return Math.round(this.real(bits));
  }
}

function between(table: Float32Array, index: number, portion: number): number {
  const low = table[index] ?? 0;
  return low + ((table[index + 1] ?? low) - low) * portion;
}
