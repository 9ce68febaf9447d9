import 'server-only';
import { hash, verify } from '@node-rs/argon2';

/** argon2id, OWASP's 19 MiB profile: about 15 ms a check, so that sign-in cannot be used to exhaust memory. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

export function hashPassword(password: string): Promise<string> {
  return hash(password, PARAMETERS);
}

/** Whether the password matches; a damaged hash matches nothing. */
export async function verifyPassword(passwordHash: string, password: string): Promise<boolean> {
  try {
    return await verify(passwordHash, password);
  } catch {
    return false;
  }
}

let decoy: Promise<string> | undefined;

/** Spends the time of a real check: an unknown e-mail address must not answer faster than a known one. */
export async function verifyAgainstNobody(password: string): Promise<void> {
  decoy ??= hashPassword('no account has this password');
  await verifyPassword(await decoy, password);
}
