import type { Fault } from '../scenario/schema';

const figure = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

export function figureText(value: number): string {
  return figure.format(value);
}

/** "oracle was not run" */
export function notRunText(policies: readonly string[]): string {
  return `${policies.join(' and ')} ${policies.length === 1 ? 'was' : 'were'} not run`;
}

/** "840 ms", "1.25 s", "12 min" */
export function delayText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 600_000) return `${Number((ms / 1_000).toPrecision(3))} s`;
  return `${figure.format(Math.round(ms / 60_000))} min`;
}

/** A moment of virtual time: 1:05:00. */
export function momentText(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3_600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const KINDS: Readonly<Record<Fault['kind'], string>> = {
  silent: 'nothing comes back',
  error: 'calls are refused',
  refused: 'connections are refused',
  slow: 'set-up is slow',
  congestion: 'too little room',
  quality: 'media are bad',
  'one-way-audio': 'audio one way only',
  'answer-rate': 'callees answer less',
  'false-answer': 'calls are answered falsely',
  suspended: 'every call gets 403',
  drops: 'calls are cut off',
};

type NameOf = (id: string) => string;

function placeText({ carriers, trunks, upstream, destinations, operator, circle, prefix }: Fault, nameOf: NameOf) {
  const parts = [
    ...[...(carriers ?? []), ...(trunks ?? [])].map(nameOf),
    ...(upstream ? [`upstream ${upstream}`] : []),
    ...(destinations ?? []).map((group) => `to ${group}`),
    ...(operator ? [`to ${operator}`] : []),
    ...(circle ? [`in ${circle}`] : []),
    ...(prefix ? [`to ${prefix}…`] : []),
  ];
  return parts.join(', ');
}

/** "outage: nothing comes back, meridian, from 0:02:00 for 8 s"; carriers and trunks by their ids, or as `nameOf` has them. */
export function faultText(fault: Fault, nameOf: NameOf = (id) => id): string {
  const portion = fault.share < 1 ? `, ${Math.round(fault.share * 100)} % of calls` : '';
  const flaps = fault.flapping ? `, ${delayText(fault.flapping.down)} down and ${delayText(fault.flapping.up)} up` : '';
  return `${fault.id}: ${KINDS[fault.kind]}, ${placeText(fault, nameOf)}${portion}, from ${momentText(fault.at)} for ${delayText(fault.lasts)}${flaps}`;
}
