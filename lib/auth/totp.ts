import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Time-based one-time codes of RFC 6238 with what every authenticator app assumes: SHA-1, 30 seconds, six digits. */
const STEP_SECONDS = 30;
const DIGITS = 6;
/** A code of the step before or after is taken too: clocks differ, and typing takes time (RFC 6238 §5.2). */
const SKEW_STEPS = 1;
/** RFC 4226 §4 recommends 160 bits. */
const SECRET_BYTES = 20;

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648 base 32 without padding. */
export function base32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => BASE32.charAt(Number.parseInt(group.padEnd(5, '0'), 2))).join('');
}

export function createTotpSecret(): Uint8Array {
  return new Uint8Array(randomBytes(SECRET_BYTES));
}

/** The time step an instant is in. */
export function totpStep(now: Date): number {
  return Math.floor(now.getTime() / 1_000 / STEP_SECONDS);
}

/** The code of a time step: RFC 4226's truncation of the HMAC over the counter. */
export function totpCode(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The step whose code was given, within the skew and after `lastStep`; null when there is none. Whoever takes the code
 * writes the step down on the condition that it is still newer, so that no code counts twice.
 */
export function matchingStep(secret: Uint8Array, code: string, { now, lastStep }: { now: Date; lastStep: number }) {
  if (!/^\d{6}$/.test(code)) return null;
  const current = totpStep(now);
  const steps = Array.from({ length: 2 * SKEW_STEPS + 1 }, (_, at) => current - SKEW_STEPS + at);
  // All are compared whatever fits, so that the time says nothing.
  const fitting = steps.filter((step) => timingSafeEqual(Buffer.from(totpCode(secret, step)), Buffer.from(code)));
  return fitting.find((step) => step > lastStep) ?? null;
}

/** What the QR code says (the key URI format that authenticator apps read). */
export function totpUri(secret: Uint8Array, { issuer, email }: { issuer: string; email: string }): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(email)}`;
  const parameters = new URLSearchParams({
    secret: base32(secret),
    issuer,
    algorithm: 'SHA1',
    digits: String(DIGITS),
    period: String(STEP_SECONDS),
  });
  return `otpauth://totp/${label}?${parameters.toString().replaceAll('+', '%20')}`;
}
