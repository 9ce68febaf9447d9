import { TZDate, tz } from '@date-fns/tz';
import { addDays, addMonths, format } from 'date-fns';

/** A calendar day as YYYY-MM-DD, without a time zone. */
export type Day = string;

/** Whether a text is a day there is. */
export function isDay(text: string | null): text is Day {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  // 31 February parses as 3 March.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The calendar day an instant falls on in a time zone. */
export function dayIn(timeZone: string, instant: Date): Day {
  return format(instant, 'yyyy-MM-dd', { in: tz(timeZone) });
}

/** The day of a database DATE, which Prisma hands over as midnight UTC. */
export function dayOf(date: Date): Day {
  return date.toISOString().slice(0, 10);
}

/** The value Prisma wants for a DATE column. */
export function asDate(day: Day): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

const utc = tz('UTC');

/**
 * The same day next month, clamped to the month's end. The clamp stays: 31 January gives
 * 28 February, and that gives 28 March.
 */
export function nextRentDay(day: Day): Day {
  return format(addMonths(asDate(day), 1, { in: utc }), 'yyyy-MM-dd', { in: utc });
}

/** The day `count` days later (earlier when negative). */
export function plusDays(day: Day, count: number): Day {
  return format(addDays(asDate(day), count, { in: utc }), 'yyyy-MM-dd', { in: utc });
}

/** A day for reading, for instance 22 Nov 2026. */
export function formatDay(day: Day): string {
  return format(asDate(day), 'd MMM yyyy', { in: utc });
}

/** A day whose year goes without saying: 22 Nov. */
export function formatShortDay(day: Day): string {
  return format(asDate(day), 'd MMM', { in: utc });
}

/** A calendar month as YYYY-MM, without a time zone. */
export type Month = string;

/** The month a day is in. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

export function firstDayOf(month: Month): Day {
  return `${month}-01`;
}

/** The month `count` months later (earlier when negative). */
export function plusMonths(month: Month, count: number): Month {
  return format(addMonths(asDate(firstDayOf(month)), count, { in: utc }), 'yyyy-MM', { in: utc });
}

/** A month for reading: November 2026. */
export function formatMonth(month: Month): string {
  return format(asDate(firstDayOf(month)), 'MMMM yyyy', { in: utc });
}

/** Each knows the short names its own people use; others would say GMT+5 for EST. */
const ZONE_LOCALES = ['en-GB', 'en-US', 'en-AU'];
/** IST is Ireland's and Israel's too, so that only India's own English says it. */
const INDIA = /^Asia\/(Kolkata|Calcutta)$/;

/** What a zone is called at an instant, for instance IST, or GMT+5:45 where there is no short name. */
export function zoneName(timeZone: string, instant: Date): string {
  const names = (INDIA.test(timeZone) ? ['en-IN'] : ZONE_LOCALES).map((locale) => {
    const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(instant);
    return parts.find((part) => part.type === 'timeZoneName')?.value ?? timeZone;
  });
  return names.find((name) => !/^(GMT|UTC)[+-]/.test(name)) ?? names[0] ?? timeZone;
}

/** An instant for reading where the zone is told apart, as in a column: 22 Nov 2026, 13:05. */
export function formatMinute(instant: Date, timeZone: string): string {
  return format(instant, 'd MMM yyyy, HH:mm', { in: tz(timeZone) });
}

/** An instant for reading in a zone, with the zone's name: 22 Nov 2026, 13:05 IST. */
export function formatInstant(instant: Date, timeZone: string): string {
  return `${formatMinute(instant, timeZone)} ${zoneName(timeZone, instant)}`;
}

/** An instant to the millisecond, in a zone with its name: 22 Nov 2026, 13:05:09.250 IST. */
export function formatExact(instant: Date, timeZone: string): string {
  return `${format(instant, 'd MMM yyyy, HH:mm:ss.SSS', { in: tz(timeZone) })} ${zoneName(timeZone, instant)}`;
}

/** The instant a calendar day begins in a time zone. */
export function startOfDayIn(timeZone: string, day: Day): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(new TZDate(year, month - 1, date, timeZone).getTime());
}

/** The instant a wall clock in a time zone shows that minute, for instance 2026-11-22T13:05. */
export function instantOf(timeZone: string, minute: string): Date {
  const [day = '', clock = ''] = minute.split('T');
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return new Date(new TZDate(year, month - 1, date, hours, minutes, timeZone).getTime());
}

/** An instant to the millisecond for reading where the zone is told apart: 22 Nov 2026, 13:05:02.120. */
export function formatMillisecond(instant: Date, timeZone: string): string {
  return format(instant, 'd MMM yyyy, HH:mm:ss.SSS', { in: tz(timeZone) });
}

/** An instant to the second for reading where the zone is told apart: 22 Nov 2026, 13:05:02. */
export function formatSecond(instant: Date, timeZone: string): string {
  return format(instant, 'd MMM yyyy, HH:mm:ss', { in: tz(timeZone) });
}

/** What clocks of a time zone show at an instant, as a form takes it: 2026-11-22T13:05. */
export function localMinute(instant: Date, timeZone: string): string {
  return format(instant, "yyyy-MM-dd'T'HH:mm", { in: tz(timeZone) });
}
