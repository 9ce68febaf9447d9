import type { BreakEven } from '../break-even';
import type { Spread } from '../figures';
import { figureText } from './wording';

function interval({ median, low, high, seeds }: Spread, digits = 1): string {
  const show = (value: number) => figureText(Number(value.toFixed(digits)));
  return seeds === 1 || low === high ? show(median) : `${show(median)} (${show(low)} to ${show(high)})`;
}

/** The answer to "is HA worth it for us?", the break-even first. */
export function breakEvenSentences(of: BreakEven): string[] {
  const { currency, pairs, rentalPerYear, minutesPerYear, expectedMinutes, costPerSavedCall, shareOfYears } = of;
  const rental = `${figureText(rentalPerYear)} ${currency} a year for ${figureText(pairs)} ${pairs === 1 ? 'number' : 'numbers'}`;
  return [
    minutesPerYear
      ? `HA costs ${rental} and pays for itself above ${interval(minutesPerYear)} outage minutes a year.`
      : `HA costs ${rental}; say what an answered call is worth (money.valuePerAnsweredCall) to see when it pays.`,
    ...(shareOfYears === null
      ? []
      : [
          `By your expectation (${expectedMinutes.median} minutes in a median year, ${expectedMinutes.p95} in one of twenty) it pays in ${Math.round(shareOfYears * 100)} of 100 years.`,
        ]),
    `Each outage minute loses ${interval(of.savedPerOutageMinute)} more conversations without HA, redials taken off.`,
    ...(costPerSavedCall
      ? [
          `A conversation saved costs ${interval(costPerSavedCall.median, 3)} ${currency} in a median year, ${interval(costPerSavedCall.p95, 3)} ${currency} in a bad one.`,
        ]
      : ['No conversation was saved, so none has a cost.']),
    `Saved in the very call: ${interval(of.observedSaves, 0)}. Estimated for calls begun elsewhere: ${interval(of.estimatedSaves, 0)}.`,
  ];
}
