import type { Browser } from '@/lib/auth';

/** A browser somewhere, as sign-in sees one. */
export function browserAt(address = '10.0.0.1'): Browser {
  return { address, userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/149.0.0.0 Safari/537.36' };
}
