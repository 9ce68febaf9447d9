import 'server-only';
import { NextRequest } from 'next/server';
import NextAuth, { type NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { type Browser, browserOf } from '@/lib/auth/client-address';
import { oidcProvider } from '@/lib/auth/oidc-provider';
import { safeReturnPath } from '@/lib/auth/return-path';
import { resolveSession } from '@/lib/auth/session';
import { SESSION_MAX_AGE_SECONDS } from '@/lib/auth/session-cookie';
import { type SessionClaims, sessionClaims, usesSecureCookies } from '@/lib/auth/session-token';
import { signIn } from '@/lib/auth/sign-in';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { log } from '@/lib/log';
import { joinByOidc } from '@/lib/team';

/** next-auth hands the message of what is thrown here to the sign-in form. */
function shownError(error: unknown): Error {
  if (error instanceof AppError) return new Error(error.message);
  const requestId = createId('req');
  log.error({ err: error, requestId }, 'sign-in failed');
  return new Error(`Something went wrong. Try again; if it happens again, quote request ${requestId}.`);
}

function browserIn(headers: Record<string, unknown> | undefined): Browser {
  return browserOf((name) => {
    const value = headers?.[name];
    return typeof value === 'string' ? value : null;
  });
}

const passwordProvider = CredentialsProvider({
  name: 'password',
  credentials: { email: { type: 'email' }, password: { type: 'password' }, code: { type: 'text' } },
  authorize: async (credentials, req) => {
    try {
      const claims = await signIn(credentials, browserIn(req.headers));
      return { id: claims.userId, ...claims };
    } catch (error) {
      throw shownError(error);
    }
  },
});

/** Of one request, which `browser` sent. */
export function authOptions(browser: Browser): NextAuthOptions {
  // Made when the provider's answer is checked, and put into the cookie right after.
  let joined: SessionClaims | undefined;
  return {
    secret: env().AUTH_SECRET,
    useSecureCookies: usesSecureCookies(),
    session: { strategy: 'jwt', maxAge: SESSION_MAX_AGE_SECONDS },
    pages: { signIn: '/login', signOut: '/login', error: '/login' },
    providers: [passwordProvider, ...oidcProvider()],
    callbacks: {
      signIn: async ({ account, profile }) => {
        if (account?.provider !== 'oidc') return true;
        const outcome = await joinByOidc(profile, browser);
        if (!outcome.ok) return `/login?refused=${outcome.refused}`;
        joined = outcome.claims;
        return true;
      },
      // Throws for a revoked session, upon which next-auth deletes the cookie.
      jwt: async ({ token, user }) => {
        if (joined) return joined;
        const claims = sessionClaims.parse(user ?? token);
        if (!user && !(await resolveSession(claims))) throw new Error('session revoked');
        return claims;
      },
      session: ({ session }) => ({ expires: session.expires }),
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${safeReturnPath(path)}`;
      },
    },
    logger: {
      error: (code) => log.warn({ code }, 'next-auth refused a request'),
      warn: (code) => log.debug({ code }, 'next-auth warning'),
      debug: () => undefined,
    },
  };
}

const MAX_BODY_BYTES = 16 * 1024;

/** The request with its body read, at most so much of it: next-auth itself reads bodies of any length. */
async function bounded(req: NextRequest): Promise<NextRequest | null> {
  if (!req.body) return req;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of req.body) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return new NextRequest(req.url, { method: req.method, headers: req.headers, body: Buffer.concat(chunks) });
}

/** next-auth's own routes below /api/auth. */
export async function handleAuthRequest(
  req: NextRequest,
  context: { params: Promise<{ nextauth: string[] }> },
): Promise<Response> {
  const request = await bounded(req);
  if (!request) return Response.json({ error: 'The request is too large.' }, { status: 413 });
  try {
    return await NextAuth(request, context, authOptions(browserOf((name) => request.headers.get(name))));
  } catch (error) {
    // Thrown by next-auth for a body that is not the JSON it says it is.
    if (error instanceof SyntaxError) return Response.json({ error: 'The request is not valid.' }, { status: 400 });
    return Response.json({ error: shownError(error).message }, { status: 500 });
  }
}
