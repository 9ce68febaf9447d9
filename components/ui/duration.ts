const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** Seconds as a clock people read at a glance: 09:05, 3 h 20 min, 4 d 6 h. */
export function clockText(seconds: number): string {
  if (seconds >= DAY) return `${Math.floor(seconds / DAY)} d ${Math.floor((seconds % DAY) / HOUR)} h`;
  if (seconds >= HOUR) return `${Math.floor(seconds / HOUR)} h ${pad(Math.floor((seconds % HOUR) / MINUTE))} min`;
  return `${pad(Math.floor(seconds / MINUTE))}:${pad(seconds % MINUTE)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** The same for the ear: "5 minutes", "30 seconds". */
export function spokenDuration(seconds: number): string {
  if (seconds >= DAY) return count(Math.floor(seconds / DAY), 'day');
  if (seconds >= HOUR) return count(Math.floor(seconds / HOUR), 'hour');
  return seconds >= MINUTE ? count(Math.floor(seconds / MINUTE), 'minute') : count(seconds, 'second');
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}

/** Few enough not to nag, close enough to act on. */
const MOMENTS = [DAY, HOUR, 5 * MINUTE, 2 * MINUTE, MINUTE, 30, 10, 0];

/** The moment passed between two readings, if any; the latest one after a sleep. */
export function momentToAnnounce(before: number, after: number): number | null {
  const passed = MOMENTS.filter((moment) => before > moment && after <= moment);
  return passed.at(-1) ?? null;
}

/** "3 min ago", "in 2 h"; null from a day on, where the exact time says more. */
export function relativeText(at: number, now: number): string | null {
  const seconds = Math.round((at - now) / 1_000);
  const size = Math.abs(seconds);
  if (size >= DAY) return null;
  if (size < 45) return seconds > 0 ? 'in a moment' : 'just now';
  const text = size < HOUR ? `${Math.max(1, Math.round(size / MINUTE))} min` : `${Math.floor(size / HOUR)} h`;
  return seconds > 0 ? `in ${text}` : `${text} ago`;
}
