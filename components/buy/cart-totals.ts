import type { CartLine } from '@/lib/bulk/types';

export interface CartTotals {
  /** Lines that can be bought. */
  count: number;
  /** Of them, those that get a fallback. */
  paired: number;
  /** With tax, fallbacks included. */
  dueMicros: bigint;
  eachMonthMicros: bigint;
  /** The share of fallbacks in both. */
  fallbackDueMicros: bigint;
  /** How many of them, in this order, a balance pays for. */
  affordable: (availableMicros: bigint) => number;
}

/** What a line costs now, its fallback included where there is one to pay for. */
function dueOf(line: CartLine, hasFallback: (line: CartLine) => boolean): bigint {
  return line.dueMicros + (hasFallback(line) ? line.fallbackDueMicros : 0n);
}

/**
 * The sums of a purchase of several. Before the numbers are reserved a fallback is counted wherever one is asked for,
 * afterwards where one was found: what waits for one costs nothing.
 */
export function totalsOf(lines: readonly CartLine[], { isReserved }: { isReserved: boolean }): CartTotals {
  const bought = lines.filter(({ refusal }) => refusal === null);
  const hasFallback = (line: CartLine) => line.highAvailability && (!isReserved || line.fallback !== null);
  const paired = bought.filter(hasFallback);
  const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);
  const fallbackDueMicros = sum(paired.map((line) => line.fallbackDueMicros));
  return {
    count: bought.length,
    paired: paired.length,
    dueMicros: sum(bought.map((line) => dueOf(line, hasFallback))),
    // A fallback has no set-up fee: each month is what its first one is.
    eachMonthMicros: sum(bought.map((line) => line.eachMonthMicros)) + fallbackDueMicros,
    fallbackDueMicros,
    affordable: (availableMicros) => {
      let left = availableMicros;
      return bought.filter((line) => {
        const due = dueOf(line, hasFallback);
        if (due > left) return false;
        left -= due;
        return true;
      }).length;
    },
  };
}
