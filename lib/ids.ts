import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Prefixes of every kind of id, so that an id says what it is wherever it turns up. */
export type IdPrefix =
  | 'acc'
  | 'aud'
  | 'app'
  | 'cmp'
  | 'evt'
  | 'hld'
  | 'num'
  | 'ord'
  | 'par'
  | 'pur'
  | 'req'
  | 'rsv'
  | 'usr';

function encode(bytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  let out = '';
  for (let left = Math.ceil((bytes.length * 8) / 5); left > 0; left -= 1) {
    out = ALPHABET[Number(bits & 31n)] + out;
    bits >>= 5n;
  }
  return out;
}

/** A new id: prefix, 48 bits of time in ms (so ids sort by age), 80 random bits. */
export function createId(prefix: IdPrefix): string {
  const bytes = new Uint8Array(16);
  let time = BigInt(Date.now());
  for (let i = 5; i >= 0; i -= 1) {
    bytes[i] = Number(time & 255n);
    time >>= 8n;
  }
  bytes.set(randomBytes(10), 6);
  return `${prefix}_${encode(bytes)}`;
}
