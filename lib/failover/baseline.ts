/**
 * What share of a trunk's attempts usually fails in the network, remembered so that slow decay is not learned as normal:
 * four weeks by hour of the week, and a level that follows them by at most a tenth a week. Fed only while the trunk
 * is calm.
 */
export interface Baseline {
  /** Share by hour of the week, four weeks in turn; -1 where nothing was seen. */
  hours: Float64Array;
  hour: Count;
  week: Count;
  /** Number of the hour and of the week being counted, from the epoch; -1 before the first attempt. */
  hourNumber: number;
  weekNumber: number;
  /** The share taken as usual; -1 before the first whole week. */
  level: number;
}

interface Count {
  attempts: number;
  failures: number;
}

export interface Drift {
  before: number;
  share: number;
  attempts: number;
}

const HOUR_MS = 3_600_000;
const HOURS = 168;
const WEEKS = 4;
const MIN_HOUR_ATTEMPTS = 20;
const MIN_WEEK_ATTEMPTS = 500;
const MAX_WEEKLY_DRIFT = 0.1;
/** A week worse than allowed by this many standard errors is no chance. */
const DRIFT_ERRORS = 4;

export function createBaseline(): Baseline {
  return {
    hours: new Float64Array(HOURS * WEEKS).fill(-1),
    hour: { attempts: 0, failures: 0 },
    week: { attempts: 0, failures: 0 },
    hourNumber: -1,
    weekNumber: -1,
    level: -1,
  };
}

/** Counts an attempt of a calm trunk. Answers the drift when a week has ended that was worse than a level may follow. */
export function countAttempt(baseline: Baseline, failed: boolean, now: number): Drift | null {
  const drift = turn(baseline, Math.floor(now / HOUR_MS));
  add(baseline.hour, failed);
  add(baseline.week, failed);
  return drift;
}

function add(count: Count, failed: boolean): void {
  count.attempts += 1;
  if (failed) count.failures += 1;
}

function turn(baseline: Baseline, hourNumber: number): Drift | null {
  if (hourNumber === baseline.hourNumber) return null;
  const { hour } = baseline;
  if (hour.attempts >= MIN_HOUR_ATTEMPTS) baseline.hours[slotOf(baseline.hourNumber)] = shareOf(hour);
  clear(hour);
  baseline.hourNumber = hourNumber;
  const weekNumber = Math.floor(hourNumber / HOURS);
  if (weekNumber === baseline.weekNumber) return null;
  const drift = baseline.weekNumber < 0 ? null : endWeek(baseline);
  clear(baseline.week);
  baseline.weekNumber = weekNumber;
  return drift;
}

function endWeek(baseline: Baseline): Drift | null {
  const { week, level } = baseline;
  if (week.attempts < MIN_WEEK_ATTEMPTS) return null;
  const share = shareOf(week);
  if (level < 0) {
    baseline.level = share;
    return null;
  }
  const allowed = level * (1 + MAX_WEEKLY_DRIFT);
  baseline.level = Math.min(allowed, Math.max(level * (1 - MAX_WEEKLY_DRIFT), share));
  const error = Math.sqrt((allowed * (1 - allowed)) / week.attempts);
  return share > allowed + DRIFT_ERRORS * error ? { before: level, share, attempts: week.attempts } : null;
}

/**
 * The most that may be learned as usual at this hour: a tenth above the trimmed median of this hour and its neighbours
 * over four weeks, and above the level; 1 while neither is known.
 */
export function usualAtMost(baseline: Baseline, now: number): number {
  const known = neighbours(baseline, Math.floor(now / HOUR_MS)).sort((one, other) => one - other);
  const trimmed = known.length >= 4 ? known.slice(1, -1) : [];
  const median = trimmed[trimmed.length >> 1] ?? 1;
  const level = baseline.level < 0 ? 1 : baseline.level;
  return Math.min(1, (1 + MAX_WEEKLY_DRIFT) * Math.min(median, level));
}

function neighbours({ hours }: Baseline, hourNumber: number): number[] {
  const known: number[] = [];
  for (let week = 1; week <= WEEKS; week += 1)
    for (const beside of [-1, 0, 1]) {
      const share = hours[slotOf(hourNumber - week * HOURS + beside)] ?? -1;
      if (share >= 0) known.push(share);
    }
  return known;
}

function slotOf(hourNumber: number): number {
  const size = HOURS * WEEKS;
  return ((hourNumber % size) + size) % size;
}

function shareOf({ attempts, failures }: Count): number {
  return failures / attempts;
}

function clear(count: Count): void {
  count.attempts = 0;
  count.failures = 0;
}
