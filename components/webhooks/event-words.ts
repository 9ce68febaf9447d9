import { ALERT_KIND_WORDS, ALERT_KINDS } from '@/lib/alerts/format';

/** What a delivery tells of, in words. */
export function eventWords(event: string): string {
  const kind = ALERT_KINDS.find((one) => one === event);
  return kind ? ALERT_KIND_WORDS[kind] : 'Test';
}
