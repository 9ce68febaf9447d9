import 'server-only';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/env';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + NONCE_BYTES + TAG_BYTES;

/** What a secret is for, and what it belongs to: both must be the same when it is opened. */
export interface SealScope {
  /** Each kind of secret has a key of its own, derived from AUTH_SECRET by this text. */
  purpose: string;
  /** Its row: authenticated, not stored, so that sealed bytes cannot be moved to another row. */
  boundTo: string;
}

function keyFor(purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', env().AUTH_SECRET, '', purpose, 32));
}

/** Encrypts with AES-256-GCM: one byte of version, nonce, tag, ciphertext. */
export function seal({ purpose, boundTo }: SealScope, secret: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(purpose), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), sealed]));
}

/** What `seal` was given; throws when the bytes, the scope or AUTH_SECRET are not those it was made with. */
export function unseal({ purpose, boundTo }: SealScope, sealed: Uint8Array): Uint8Array<ArrayBuffer> {
  if (sealed[0] !== VERSION || sealed.length <= HEADER_BYTES) throw new Error(`unknown form of a sealed ${purpose}`);
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const decipher = createDecipheriv(CIPHER, keyFor(purpose), nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(boundTo)).setAuthTag(sealed.subarray(1 + NONCE_BYTES, HEADER_BYTES));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(HEADER_BYTES)), decipher.final()]));
}
