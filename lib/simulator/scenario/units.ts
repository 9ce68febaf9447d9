import { z } from 'zod';

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

function isUnit(text: string | undefined): text is keyof typeof UNIT_MS {
  return text !== undefined && Object.hasOwn(UNIT_MS, text);
}

/** A year; what takes longer is a slip of the pen, and would run for ever. */
export const LONGEST_MS = 366 * UNIT_MS.d;

/** "90s", "1.5m", "250ms" in whole ms; null when it is none. */
export function parseDuration(text: string): number | null {
  const [, amount, unit] = DURATION.exec(text) ?? [];
  return isUnit(unit) ? Math.round(Number(amount) * UNIT_MS[unit]) : null;
}

/** A length of time, written with its unit; ms when read. */
export const duration = z
  .string('must be a time with its unit, for instance 250ms, 90s, 15m, 2h or 1d')
  .regex(DURATION, 'must be a time with its unit, for instance 250ms, 90s, 15m, 2h or 1d')
  .transform((text) => parseDuration(text) ?? 0)
  .refine((ms) => ms <= LONGEST_MS, `must be at most ${LONGEST_MS / UNIT_MS.d}d`);

/** A length of time above zero. */
export const lasting = duration.refine((ms) => ms > 0, 'must be longer than 0');

/** A time of day, "09:30"; ms after midnight when read. */
export const clock = z
  .string('must be a time of day, for instance 09:30')
  .regex(CLOCK, 'must be a time of day from 00:00 to 23:59')
  .transform((text) => {
    const [hours = 0, minutes = 0] = text.split(':').map(Number);
    return (hours * 60 + minutes) * 60_000;
  });

export const portion = z.number('must be a share from 0 to 1').min(0, 'must be at least 0').max(1, 'must be at most 1');

export const positive = z.number('must be a number above 0').positive('must be above 0').max(1e9);

export const count = z.int('must be a whole number').min(1, 'must be at least 1').max(1e9);

export const name = z
  .string('must be a name')
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be 1 to 64 small letters, digits and hyphens, not beginning with a hyphen');

export const digits = z
  .string('must be digits in quotes, so that leading zeros stay')
  .regex(/^\d{1,15}$/, 'must be 1 to 15 digits of an international number, without +, in quotes');

/** Half of the values lie below the median; `spread` is the standard deviation of their logarithm. */
export const spreadTime = z.strictObject({
  median: lasting,
  spread: z.number('must be a number from 0 to 2').min(0).max(2).default(0.5),
});
