import { createHash, randomBytes } from 'node:crypto';

const COUNT = 10;
const GROUPS = 4;
const GROUP_LENGTH = 4;
/** 32 signs without look-alikes: five bits each, so 80 bits a code, which a fast hash protects well enough. */
const ALPHABET = 'abcdefghjkmnpqrstuvwxyz023456789';

/** A set of recovery codes, such as 7k2m-px9d-w4ta-q0hc. */
export function createRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const signs = Array.from(randomBytes(GROUPS * GROUP_LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length));
    return Array.from({ length: GROUPS }, (_, at) =>
      signs.slice(at * GROUP_LENGTH, (at + 1) * GROUP_LENGTH).join(''),
    ).join('-');
  });
}

/** What is stored of a code; spaces, hyphens and capitals do not matter. */
export function hashRecoveryCode(code: string): Uint8Array<ArrayBuffer> {
  const bare = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return new Uint8Array(createHash('sha256').update(bare).digest());
}
