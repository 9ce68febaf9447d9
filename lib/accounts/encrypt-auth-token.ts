import 'server-only';
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { env } from '@/lib/env';

const UPPER_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LETTERS_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const AUTH_ID_RANDOM_LENGTH = 18;
const AUTH_TOKEN_LENGTH = 40;

const CIPHER = 'aes-256-gcm';
const KEY_PURPOSE = 'twinline auth token v1';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/** An account's public id, in Plivo's shape. */
export function createAuthId(): string {
  return `MA${randomText(UPPER_DIGITS, AUTH_ID_RANDOM_LENGTH)}`;
}

/** About 238 random bits, which is why a fast hash is enough to look it up. */
export function createAuthToken(): string {
  return randomText(LETTERS_DIGITS, AUTH_TOKEN_LENGTH);
}

export function hashAuthToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(token).digest());
}

function key(): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().AUTH_SECRET, '', KEY_PURPOSE, 32));
}

/** Version, nonce, tag, ciphertext; bound to the account, so that rows cannot be swapped. */
export function encryptAuthToken(accountId: string, token: string): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key(), nonce).setAAD(Buffer.from(accountId));
  const sealed = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]));
}

/** The auth token of `encryptAuthToken`; throws when the bytes, the account or AUTH_SECRET are not those it was made with. */
export function decryptAuthToken(accountId: string, encrypted: Uint8Array): string {
  if (encrypted[0] !== VERSION || encrypted.length <= HEADER_BYTES)
    throw new Error('unknown form of an encrypted auth token');
  const nonce = encrypted.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, key(), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(accountId)).setAuthTag(encrypted.subarray(1 + NONCE_BYTES, HEADER_BYTES));
  return Buffer.concat([decipher.update(encrypted.subarray(HEADER_BYTES)), decipher.final()]).toString('utf8');
}
