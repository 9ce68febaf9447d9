/**
 * Random numbers by key instead of by order: every draw is a hash of (seed, subject, purpose). A call's draws are
 * thus the same whichever calls came before it, which is what lets two policies meet the same callers, callees
 * and carriers. Only 32-bit integer arithmetic, so that every machine agrees.
 */

const GOLDEN = 0x9e3779b9;

/**
 * A bijection of 32 bits in which every input bit moves every output bit: two multiply-xorshift rounds with the
 * low-bias constants published by the hash-prospector project (public domain). Signed: a field that holds it then
 * needs no object of its own.
 */
export function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}

/** 32 uniform bits for a purpose of the subject that the two key halves name. */
export function draw(keyLow: number, keyHigh: number, purpose: number): number {
  return mix(mix(keyLow + Math.imul(purpose, GOLDEN)) ^ keyHigh) >>> 0;
}

/** The first half of a subject's key; subjects of one family never share it. */
export function keyLow(seed: number, family: number, subject: number): number {
  return mix(subject ^ mix(seed + Math.imul(family, GOLDEN)));
}

/** The second half, so that two families whose first halves meet still differ. */
export function keyHigh(seed: number, family: number, subject: number): number {
  return mix(Math.imul(subject, 0x85ebca6b) + mix(seed ^ Math.imul(family + 1, 0xc2b2ae35)));
}

/** Families of subjects; each has streams of its own. */
export const FAMILY = {
  contact: 1,
  carrier: 2,
  arrival: 3,
  probe: 4,
  sample: 5,
  redial: 6,
  background: 7,
  run: 8,
  peer: 9,
} as const;
