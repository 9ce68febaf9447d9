import 'server-only';
import { cookies } from 'next/headers';
import { decode, encode } from 'next-auth/jwt';
import { z } from 'zod';
import { SECURE_SESSION_COOKIE, SESSION_COOKIE, SESSION_MAX_AGE_SECONDS } from '@/lib/auth/session-cookie';
import { env } from '@/lib/env';

/** What a session token says; whether it still holds is decided by the user row. */
export const sessionClaims = z.object({
  userId: z.string().max(64),
  sessionId: z.string().max(64),
  sessionVersion: z.number().int(),
});
export type SessionClaims = z.infer<typeof sessionClaims>;

export function usesSecureCookies(): boolean {
  return env().TWINLINE_URL.startsWith('https:');
}

function cookieName(): string {
  return usesSecureCookies() ? SECURE_SESSION_COOKIE : SESSION_COOKIE;
}

/** The claims of a genuine, unexpired token; null for anything else (forged, expired, of another installation). */
export async function readSessionToken(token: string): Promise<SessionClaims | null> {
  try {
    const payload = await decode({ token, secret: env().AUTH_SECRET });
    return sessionClaims.safeParse(payload).data ?? null;
  } catch {
    return null;
  }
}

/** The claims in the session cookie of the current request. */
export async function readSessionCookie(): Promise<SessionClaims | null> {
  const token = (await cookies()).get(cookieName())?.value;
  return token ? readSessionToken(token) : null;
}

async function setCookie(value: string, maxAge: number): Promise<void> {
  const options = { httpOnly: true, sameSite: 'lax', path: '/', secure: usesSecureCookies(), maxAge } as const;
  (await cookies()).set(cookieName(), value, options);
}

/** Signs the browser of the current request in, as next-auth's own sign-in would. For server actions. */
export async function writeSessionCookie(claims: SessionClaims): Promise<void> {
  const token = await encode({ token: { ...claims }, secret: env().AUTH_SECRET, maxAge: SESSION_MAX_AGE_SECONDS });
  await setCookie(token, SESSION_MAX_AGE_SECONDS);
}

/** Set to nothing with the same attributes: browsers ignore a plain deletion of a `__Secure-` cookie. */
export function deleteSessionCookie(): Promise<void> {
  return setCookie('', 0);
}
