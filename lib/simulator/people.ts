import { draw, FAMILY, keyHigh, keyLow } from './random';
import { RECORDED_OUTCOMES } from './replay/recording';
import type { CampaignModel, DestinationModel } from './world';

/** What each draw of a call decides. A new purpose takes a new figure, so that the others keep their values. */
const PURPOSE = {
  number: 1,
  destination: 2,
  callee: 3,
  disposition: 4,
  answer: 5,
  talk: 6,
  patience: 7,
  redial: 8,
  redialAfter: 9,
} as const;

export type Disposition = 'answered' | 'busy' | 'noAnswer' | 'rejected' | 'switchedOff' | 'invalid';

const OTHERS = ['noAnswer', 'busy', 'rejected', 'switchedOff', 'invalid'] as const;
const BITS = 0x1_0000_0000;
/** Of a recorded time to the answer, what went by before the phone rang. */
const USUAL_SET_UP_MS = 2_500;
/** Tries of one contact have neighbouring subjects. */
const TRIES = 8;

/** Which contact of which campaign calls, and for the how-manieth time; all of a call's own draws hang on it. */
export interface Caller {
  campaign: CampaignModel;
  contact: number;
  tries: number;
  keyLow: number;
  keyHigh: number;
}

/** The two halves of a call's key. */
export function callKeys(
  seed: number,
  campaign: number,
  subject: { contact: number; tries: number },
): { low: number; high: number } {
  const family = FAMILY.contact + (campaign + 1) * 16;
  const number = subject.contact * TRIES + subject.tries;
  return { low: keyLow(seed, family, number), high: keyHigh(seed, family, number) };
}

export function pickNumber({ keyLow: low, keyHigh: high, campaign, contact }: Caller): number {
  if (campaign.recorded) return campaign.recorded.recording.caller[contact] ?? 0;
  return Math.floor((draw(low, high, PURPOSE.number) / BITS) * campaign.numbers.numbers.length);
}

export function pickDestination({ keyLow: low, keyHigh: high, campaign, contact }: Caller): DestinationModel {
  const { limits, destinations, recorded } = campaign;
  const bits = draw(low, high, PURPOSE.destination);
  let index = recorded?.destination[contact] ?? 0;
  while (!recorded && index < limits.length - 1 && bits >= (limits[index] ?? BITS)) index += 1;
  const found = destinations[index];
  if (!found) throw new RangeError('A campaign needs a destination.');
  return found;
}

/** Four digits each, so that a number is put together from few and small strings that exist already. */
const FOUR_DIGITS = Array.from({ length: 10_000 }, (_, value) => String(value).padStart(4, '0'));

/** The callee's number: digits that never begin with a zero after the prefix. */
export function calleeNumber(
  { keyLow: low, keyHigh: high, campaign, contact }: Caller,
  { model, freeDigits, size }: DestinationModel,
): string {
  if (campaign.recorded) return String(campaign.recorded.recording.callee[contact]);
  const lowest = size / 10;
  const within = lowest + Math.floor((draw(low, high, PURPOSE.callee) / BITS) * (size - lowest));
  if (freeDigits < 5 || freeDigits > 8) return model.prefix + within;
  const first = Math.floor(within / 10_000);
  return `${model.prefix}${first < 1_000 ? first : FOUR_DIGITS[first]}${FOUR_DIGITS[within - first * 10_000] ?? ''}`;
}

/**
 * What the callee does. `pickUp` scales how readily they answer: who answers at 0.9 also answers at 1, so that
 * policies that present different numbers are compared callee by callee.
 */
export function disposition({ keyLow: low, keyHigh: high, campaign, contact }: Caller, pickUp: number): Disposition {
  const { callees } = campaign.campaign;
  const known = campaign.recorded ? RECORDED_OUTCOMES[campaign.recorded.recording.outcome[contact] ?? 6] : 'unknown';
  if (known !== undefined && known !== 'unknown') {
    const isShy = known === 'answered' && draw(low, high, PURPOSE.disposition) >= pickUp * BITS;
    return isShy ? 'noAnswer' : known;
  }
  const portion = draw(low, high, PURPOSE.disposition) / BITS;
  if (portion < Math.min(1, callees.answered * pickUp)) return 'answered';
  let reached = callees.answered;
  for (const kind of OTHERS) {
    reached += callees[kind];
    if (portion < reached && portion >= callees.answered) return kind;
  }
  return 'noAnswer';
}

/** How readily the callees of this call answer: the destination's habit and how far down the list we are. */
export function readiness(campaign: CampaignModel, destination: DestinationModel, progress: number): number {
  const { listEndsAt } = campaign.campaign;
  return destination.model.pickUp * (1 + (listEndsAt - 1) * progress);
}

/** Ringing until the callee answers, ms. */
export function answerAfter({ keyLow: low, keyHigh: high, campaign, contact }: Caller): number {
  const known = campaign.recorded?.recording.answerMs[contact] ?? -1;
  if (known >= 0) return Math.max(500, known - USUAL_SET_UP_MS);
  return campaign.answer.whole(draw(low, high, PURPOSE.answer));
}

export function talkTime({ keyLow: low, keyHigh: high, campaign, contact }: Caller): number {
  const known = campaign.recorded?.recording.talkMs[contact] ?? 0;
  if (known > 0) return known;
  return Math.max(1_000, campaign.talk.whole(draw(low, high, PURPOSE.talk)));
}

/** How long the caller listens to nothing, ms; Infinity when no person listens. */
export function patience({ keyLow: low, keyHigh: high, campaign }: Caller): number {
  return campaign.campaign.humanListens
    ? campaign.patience.whole(draw(low, high, PURPOSE.patience))
    : Number.POSITIVE_INFINITY;
}

/** When the caller tries again after a failed call, ms; null when they do not. */
export function redialAfter({ keyLow: low, keyHigh: high, campaign, tries }: Caller): number | null {
  const { share, most } = campaign.campaign.redial;
  if (tries >= most || draw(low, high, PURPOSE.redial) >= share * BITS) return null;
  return campaign.redialAfter.whole(draw(low, high, PURPOSE.redialAfter));
}
