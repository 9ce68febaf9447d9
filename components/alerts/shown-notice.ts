import type { ShownNotice } from '@/components/alerts/notice-face';
import type { Notice } from '@/lib/alerts/types';
import { formatInstant } from '@/lib/datetime';

/** Times in the account's zone, as the server writes them. */
export function shownNotice({ at, ...notice }: Notice, timeZone: string): ShownNotice {
  return { ...notice, at: at.toISOString(), exact: formatInstant(at, timeZone) };
}
