import 'server-only';
import { createHash, randomInt } from 'node:crypto';
import { seal, unseal } from '@/lib/seal';

const UPPER_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LETTERS_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const AUTH_ID_RANDOM_LENGTH = 18;
const AUTH_TOKEN_LENGTH = 40;

const PURPOSE = 'twinline auth token v1';

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

/** Sealed and bound to the account, so that rows cannot be swapped. */
export function encryptAuthToken(accountId: string, token: string): Uint8Array<ArrayBuffer> {
  return seal({ purpose: PURPOSE, boundTo: accountId }, Buffer.from(token));
}

/** The auth token of `encryptAuthToken`; throws when the bytes, the account or AUTH_SECRET are not those it was made with. */
export function decryptAuthToken(accountId: string, encrypted: Uint8Array): string {
  return Buffer.from(unseal({ purpose: PURPOSE, boundTo: accountId }, encrypted)).toString('utf8');
}
