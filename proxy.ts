import { type NextRequest, NextResponse } from 'next/server';
import { SECURE_SESSION_COOKIE, SESSION_COOKIE } from '@/lib/auth/session-cookie';

/** Spares a signed-out visitor the page's work. Whether a session holds is decided by `requireSession` alone. */
export function proxy(request: NextRequest) {
  if (request.cookies.has(SESSION_COOKIE) || request.cookies.has(SECURE_SESSION_COOKIE)) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  // Next sends a target on its own host as a path, so the host it believes to have does not matter.
  const login = new URL('/login', request.nextUrl);
  if (pathname !== '/') login.searchParams.set('callbackUrl', pathname + search);
  return NextResponse.redirect(login);
}

export const config = {
  // Uploads see to themselves who sends them: Next keeps a copy of a body that passes here, of its first 10 MB only.
  matcher: ['/((?!login/?$|setup/?$|join/|api/|v1/|_next/|.*/upload/?$|[^/]+\\.[a-z0-9]+$).*)'],
};
