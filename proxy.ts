import { type NextRequest, NextResponse } from 'next/server';
import { SECURE_SESSION_COOKIE, SESSION_COOKIE } from '@/lib/auth/session-cookie';

/** Spares a signed-out visitor the page's work. Whether a session holds is decided by `requireSession` alone. */
export function proxy(request: NextRequest) {
  if (request.cookies.has(SESSION_COOKIE) || request.cookies.has(SECURE_SESSION_COOKIE)) return NextResponse.next();
  const { pathname, search } = request.nextUrl;
  const query = pathname === '/' ? '' : `?${new URLSearchParams({ callbackUrl: pathname + search })}`;
  // A relative target: what the server believes its own host to be does not matter then.
  return new NextResponse(null, { status: 307, headers: { location: `/login${query}` } });
}

export const config = {
  matcher: ['/((?!login$|setup$|api/|v1/|_next/|[^/]+\\.[a-z0-9]+$).*)'],
};
