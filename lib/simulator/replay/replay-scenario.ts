import { findMistakes } from '../scenario/check';
import { ScenarioError } from '../scenario/read';
import { type Scenario, scenarioSchema } from '../scenario/schema';
import { LONGEST_MS } from '../scenario/units';
import type { parseFault } from './parse-fault';
import { RECORDED_OUTCOMES, type Recording } from './recording';

const DAY_MS = 86_400_000;
/** Calls may last on after the last one began. */
const TAIL_MS = 60_000;
/** Callees whose numbers begin alike are one destination: 919812… and 919899… fail alike, 4420… do not. */
const PREFIX_DIGITS = 4;
/** Caller numbers must not meet these; they are made up, as the fallback numbers of a replay are. */
const FALLBACK_FIRST = '999000000000';
const CALLER_PLACE = '998000000000';

interface ReplayOptions {
  recording: Recording;
  faults: ReturnType<typeof parseFault>[];
  /** A scenario whose carriers, policy, money and number group are used; its traffic and destinations are not. */
  base: Scenario | null;
}

/**
 * Makes a scenario of recorded calls: the calls are the traffic, the numbers that called are the numbers. Without a
 * base there are two plain carriers, `primary` and `fallback`; numbers of India are tied to the first.
 * @throws {ScenarioError} when the faults do not fit the recording, or it is longer than a year
 */
export function replayScenario({ recording, faults, base }: ReplayOptions): Scenario {
  const lasts = (recording.at[recording.count - 1] ?? 0) + TAIL_MS;
  if (lasts > LONGEST_MS)
    throw new ScenarioError([
      `replay: the recorded calls lie ${Math.round(lasts / DAY_MS)} days apart; at most ${LONGEST_MS / DAY_MS} can be replayed`,
    ]);
  const isIndia = recording.callers.filter((caller) => caller.startsWith('91')).length * 2 > recording.callers.length;
  const plain = scenarioSchema.parse({
    name: 'replay',
    title: 'Recorded calls again',
    kind: 'outage',
    place: isIndia ? 'india' : 'elsewhere',
    lasts: `${lasts}ms`,
    carriers: [{ id: 'primary' }, { id: 'fallback' }],
    numbers: [
      {
        id: 'recorded',
        carrier: 'primary',
        first: CALLER_PLACE,
        count: recording.callers.length,
        tied: isIndia,
        fallback: isIndia ? { carrier: 'fallback', first: FALLBACK_FIRST } : null,
      },
    ],
    destinations: prefixesOf(recording).map((prefix) => ({ group: `to-${prefix}`, prefix, length: 12 })),
    traffic: [
      { id: 'recorded', numbers: 'recorded', rate: recording.count / (lasts / 1_000), callees: calleesOf(recording) },
    ],
  });
  const scenario: Scenario = {
    ...plain,
    ...(base
      ? { carriers: base.carriers, policy: base.policy, money: base.money, seed: base.seed, place: base.place }
      : {}),
    numbers: plain.numbers.map((group) => ({ ...group, ...ownership(base), count: recording.callers.length })),
    startsAt: ((recording.startedAt % DAY_MS) + DAY_MS) % DAY_MS,
    faults,
  };
  const mistakes = findMistakes(scenario);
  if (mistakes.length > 0) throw new ScenarioError(mistakes.map(({ path, says }) => `replay: ${path}: ${says}`));
  return scenario;
}

/** Whose numbers they are, from the base's first group. */
function ownership(base: Scenario | null): Partial<Scenario['numbers'][number]> {
  const group = base?.numbers[0];
  if (!group) return {};
  const { carrier, account, tied, fallback } = group;
  return { carrier, account, tied, fallback: fallback ? { ...fallback, first: FALLBACK_FIRST } : null };
}

function prefixesOf({ callee, count }: Recording): string[] {
  const found = new Set<string>();
  for (let index = 0; index < count; index += 1) found.add(String(callee[index]).slice(0, PREFIX_DIGITS));
  return [...found].sort();
}

/** What callees did, by their recorded shares; stands in for those whom a network kept from doing anything. */
function calleesOf({ outcome, count }: Recording): Record<string, number> {
  const known = RECORDED_OUTCOMES.slice(0, -1);
  const counts = known.map(() => 0);
  for (let index = 0; index < count; index += 1) {
    const which = outcome[index] ?? 0;
    if (which < counts.length) counts[which] = (counts[which] ?? 0) + 1;
  }
  const total = counts.reduce((sum, one) => sum + one, 0);
  if (total === 0)
    return { answered: 0.6, busy: 0.08, noAnswer: 0.19, rejected: 0.05, switchedOff: 0.06, invalid: 0.02 };
  return Object.fromEntries(known.map((name, index) => [name, (counts[index] ?? 0) / total]));
}
