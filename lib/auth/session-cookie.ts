/** next-auth's names; the prefix is there when cookies are secure (TWINLINE_URL is https). */
export const SESSION_COOKIE = 'next-auth.session-token';
export const SECURE_SESSION_COOKIE = `__Secure-${SESSION_COOKIE}`;

export const SESSION_MAX_AGE_SECONDS = 14 * 24 * 60 * 60;
