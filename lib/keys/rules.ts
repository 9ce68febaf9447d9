import { createHash, randomBytes } from 'node:crypto';

/** How the secret of every key begins, so that one found somewhere says what it is. */
const SECRET_START = 'tlk_';
const SECRET_BYTES = 30;
/** Enough to tell keys apart, and no help in guessing the rest. */
const SHOWN_LENGTH = 10;

export const MOST_KEYS = 100;

export function hashSecret(secret: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(secret).digest());
}

/** A key's secret: 240 random bits, which is why a fast hash is enough. */
export function createSecret(): { secret: string; prefix: string; hash: Uint8Array<ArrayBuffer> } {
  const secret = `${SECRET_START}${randomBytes(SECRET_BYTES).toString('base64url')}`;
  return { secret, prefix: secret.slice(0, SHOWN_LENGTH), hash: hashSecret(secret) };
}
