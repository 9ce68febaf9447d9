import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { env } from '@/lib/env';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether the header shows the token of the settings; off when the settings have none. */
export function mayReadMetrics(
  authorization: string | null,
  token: string | undefined = env().TWINLINE_METRICS_TOKEN,
): 'allowed' | 'refused' | 'off' {
  if (token === undefined) return 'off';
  // Hashed first: the comparison takes as long whatever is shown.
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`)) ? 'allowed' : 'refused';
}
