import { numbersSchema } from '@/lib/simulator/scenario/schema-carriers';
import { campaignSchema } from '@/lib/simulator/scenario/schema-traffic';
import { buildCampaign, type CampaignModel, type NumberModel } from '@/lib/simulator/world';
import type { CallPurpose } from '../types';

/** The simulator's callers, of whom the sandbox needs no more than that they call. */
const CALLERS: NumberModel = {
  index: 0,
  group: numbersSchema.parse({ id: 'callers', carrier: 'any', first: '1' }),
  numbers: [],
  fallbacks: [],
};

const ALWAYS = { answered: 1, busy: 0, noAnswer: 0, rejected: 0, switchedOff: 0, invalid: 0 };
/** Whoever tries a number wants to see it answered soon. */
const TRIED = {
  callees: ALWAYS,
  answer: { median: '3s', spread: 0.2 },
  talk: { median: '20s', spread: 0.2 },
};
/** Long enough to hear whether audio passes both ways. */
const PROVED = { callees: ALWAYS, answer: { median: '2s', spread: 0.1 }, talk: { median: '6s', spread: 0.1 } };

function people(index: number, changes: object): CampaignModel {
  const campaign = campaignSchema.parse({ id: 'calls', numbers: 'callers', rate: 0, ...changes });
  return buildCampaign(campaign, index, { groups: [CALLERS], destinations: [], recorded: null });
}

/** How the sandbox's callees behave, by what a call is for. */
export const CALLEES: Readonly<Record<CallPurpose, CampaignModel>> = {
  customer: people(0, {}),
  test: people(1, TRIED),
  proof: people(2, PROVED),
  traffic: people(3, {}),
};
