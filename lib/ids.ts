import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Prefixes of every kind of id, so that an id says what it is wherever it turns up. */
export type IdPrefix =
  | 'acc'
  | 'alr'
  | 'aud'
  | 'app'
  | 'cmp'
  | 'doc'
  | 'eml'
  | 'evt'
  | 'flt'
  | 'hld'
  | 'inc'
  | 'inv'
  | 'job'
  | 'key'
  | 'nte'
  | 'num'
  | 'ord'
  | 'ovr'
  | 'par'
  | 'pur'
  | 'req'
  | 'rsv'
  | 'ses'
  | 'sim'
  | 'stk'
  | 'trf'
  | 'upl'
  | 'usr'
  | 'viw'
  | 'whd'
  | 'whe';

/** 16 bytes as 26 base-32 digits, in order: the first one holds the top three bits. */
function encode(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  // 128 bits are not a multiple of five: two zero bits go before them.
  let count = 2;
  for (const byte of bytes) {
    bits = (bits << 8) | byte;
    count += 8;
    while (count >= 5) {
      count -= 5;
      out += ALPHABET[(bits >> count) & 31];
    }
    bits &= (1 << count) - 1;
  }
  return out;
}

/** Whether a text has the form of an id; others, from an address for instance, are no row's. */
export function isId(text: string): boolean {
  return /^[a-z]{3}_[0-9a-z]{1,40}$/.test(text);
}

/** A new id: prefix, 48 bits of time in ms (so ids sort by age), 80 random bits. */
export function createId(prefix: IdPrefix): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  return `${prefix}_${encode(bytes)}`;
}
