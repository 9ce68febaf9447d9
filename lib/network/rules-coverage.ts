import type { CapacityNeed, Dependence } from './types';

/** A number as far as failing together goes. */
export interface OwnNumber {
  carrier_name: string;
  domains: readonly string[];
  /** Of its active fallback's carrier; null without one. */
  fallback_domains: readonly string[] | null;
}

const KINDS: Readonly<Record<string, string>> = { dc: 'data centre', sbc: 'border controller' };

function domainName(domain: string): string {
  const [kind = '', name = ''] = domain.split(':');
  return `${KINDS[kind] ?? kind} ${name}`;
}

/** What several numbers would stop with: every way they have goes through it. The most numbers first. */
export function dependencesOf(numbers: readonly OwnNumber[]): Dependence[] {
  const counts = new Map<string, { on: string; kind: Dependence['kind']; numbers: number }>();
  const add = (key: string, on: string, kind: Dependence['kind']) => {
    const known = counts.get(key) ?? { on, kind, numbers: 0 };
    known.numbers += 1;
    counts.set(key, known);
  };
  for (const { carrier_name, domains, fallback_domains } of numbers) {
    if (fallback_domains === null) add(`carrier ${carrier_name}`, carrier_name, 'carrier');
    for (const domain of domains)
      if (fallback_domains === null || fallback_domains.includes(domain)) add(domain, domainName(domain), 'domain');
  }
  return [...counts.values()]
    .filter((dependence) => dependence.numbers > 1)
    .map((dependence) => ({ ...dependence, all: numbers.length }))
    .toSorted((one, other) => other.numbers - one.numbers || one.on.localeCompare(other.on));
}

export interface CarrierLoad {
  carrier: string;
  /** Calls in progress at its busiest minute. */
  peak: number;
  /** null when a trunk of it has no limit. */
  channels: number | null;
  /** Numbers that leave by it. */
  numbers: number;
}

/** How many of the failing carrier's numbers have their fallback on the other. */
export interface Move {
  failing: string;
  onto: string;
  numbers: number;
}

/**
 * What the fallback carriers would have to carry if one failed at the busiest minute of both: its calls in progress move
 * as its numbers do. The tightest first.
 */
export function capacityNeeds(loads: readonly CarrierLoad[], moves: readonly Move[]): CapacityNeed[] {
  const byName = new Map(loads.map((load) => [load.carrier, load]));
  const tightness = ({ needed, channels }: CapacityNeed) => (channels === null ? 0 : needed / channels);
  return moves
    .flatMap(({ failing, onto, numbers }) => {
      const from = byName.get(failing);
      const to = byName.get(onto);
      if (!from || !to || from.numbers === 0) return [];
      const moved = Math.ceil((from.peak * numbers) / from.numbers);
      return [{ failing, onto, numbers, needed: to.peak + moved, channels: to.channels }];
    })
    .toSorted((one, other) => tightness(other) - tightness(one) || one.failing.localeCompare(other.failing));
}

/** "If Mayura Voice fails, Konkan Wave needs 212 of 120 channels." */
export function capacitySentence({ failing, onto, needed, channels }: CapacityNeed): string {
  const figure = new Intl.NumberFormat('en');
  const of = channels === null ? 'channels; it has no limit' : `of ${figure.format(channels)} channels`;
  return `If ${failing} fails, ${onto} needs ${figure.format(needed)} ${of}.`;
}
