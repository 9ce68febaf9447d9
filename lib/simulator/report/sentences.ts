import type { BreakEven, OpenSpread } from '../break-even';
import type { Spread } from '../figures';
import { figureText } from './wording';

interface Shown {
  digits?: number;
  /** In place of a figure that a seed has not. */
  never?: string;
}

function interval(spread: Spread | OpenSpread, { digits = 1, never = 'never' }: Shown = {}): string {
  const { median, low, high, seeds } = spread;
  const show = (value: number | null) => (value === null ? never : figureText(Number(value.toFixed(digits))));
  return seeds === 1 || low === high ? show(median) : `${show(median)} (${show(low)} to ${show(high)})`;
}

/** The answer to "is HA worth it for us?", the break-even first. */
export function breakEvenSentences(of: BreakEven): string[] {
  return [
    paySentence(of),
    ...yearsSentence(of),
    outageSentence(of.savedPerOutageMinute),
    ...cutSentence(of.cutOff),
    costSentence(of),
    `Saved in the very call: ${interval(of.observedSaves, { digits: 0 })}. Estimated for calls begun elsewhere: ${interval(of.estimatedSaves, { digits: 0 })}.`,
  ];
}

function paySentence({ currency, pairs, rentalPerYear, paysAbove }: BreakEven): string {
  const rental = `${figureText(rentalPerYear)} ${currency} a year for ${figureText(pairs)} ${pairs === 1 ? 'number' : 'numbers'}`;
  if (!paysAbove)
    return `HA costs ${rental}; say what an answered call is worth (money.valuePerAnsweredCall) to see when it pays.`;
  const { median, seeds, without } = paysAbove;
  const but = without > 0 && seeds > 1 ? ` In ${without} of ${seeds} seeds it does not pay.` : '';
  return median === null
    ? `HA costs ${rental} and does not pay, however long outages last.${but}`
    : `HA costs ${rental} and pays for itself above ${interval(paysAbove)} outage minutes a year.${but}`;
}

function yearsSentence({ expectedMinutes: { median, p95 }, shareOfYears }: BreakEven): string[] {
  if (shareOfYears === null) return [];
  const expected = `${median} minutes in a median year, ${p95} in one of twenty`;
  return [`By your expectation (${expected}) it pays in ${Math.round(shareOfYears * 100)} of 100 years.`];
}

function outageSentence(saved: Spread): string {
  if (saved.median > 0)
    return `Each outage minute loses ${interval(saved)} more conversations without HA, net of redials.`;
  if (saved.low === 0 && saved.high === 0)
    return 'An outage minute loses as many conversations with HA as without it, net of redials.';
  if (saved.median === 0)
    return `An outage minute loses ${interval(saved)} more conversations without HA, net of redials: in the median seed none.`;
  const { median, low, high, seeds } = saved;
  const more = interval({ median: -median, low: -high, high: -low, seeds });
  return `Each outage minute loses ${more} more conversations with HA than without it, net of redials.`;
}

function cutSentence({ off, on }: BreakEven['cutOff']): string[] {
  if (off.high === 0 && on.high === 0) return [];
  const [without, by] = [interval(off, { digits: 0 }), interval(on, { digits: 0 })];
  return [`Conversations cut off count as lost: ${without} without HA, ${by} with it.`];
}

function costSentence({ currency, saveCosts: { median, p95 } }: BreakEven): string {
  if (median.median === null) return 'No conversation was saved, net of redials, so none has a cost.';
  const shown = { digits: 3, never: 'no price, as none was saved' };
  return `A conversation saved costs ${interval(median, shown)} ${currency} in a median year, ${interval(p95, shown)} ${currency} in a bad one.`;
}
