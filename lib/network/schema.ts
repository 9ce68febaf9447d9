import { z } from 'zod';
import { FAULT_FIGURES, FAULT_KIND_NAMES, type FaultKind, faultFigures, isFigureName } from './format';

const OUTCOMES = [
  'answered',
  'busy',
  'no-answer',
  'rejected',
  'invalid-number',
  'caller-cancelled',
  'network',
  'congestion',
  'silence',
  'capability',
  'account',
  'redirect',
  'destination',
] as const;
const NEXT_ROUTES = ['yes', 'no', 'other-capabilities', 'same-hop-once', 'second-opinion', 'when-allowed'] as const;

/** How a trunk uses codes differently from the outcome table. */
export const outcomeOverridesSchema = z
  .array(
    z.strictObject({
      match: z
        .strictObject({
          sipCode: z.int('SIP code must be from 300 to 699.').min(300).max(699).optional(),
          cause: z.int('Cause must be from 1 to 127.').min(1).max(127).optional(),
        })
        .refine(
          ({ sipCode, cause }) => sipCode !== undefined || cause !== undefined,
          'Each row must name a SIP code, a Q.850 cause or both.',
        ),
      next: z.enum(NEXT_ROUTES, `Next route must be one of ${NEXT_ROUTES.join(', ')}.`),
      blame: z.boolean('Blame must be true or false.'),
      outcome: z.enum(OUTCOMES, `Outcome must be one of ${OUTCOMES.join(', ')}.`),
      reason: z
        .string()
        .trim()
        .min(1, 'Each row must say its reason.')
        .max(200, 'A reason has at most 200 characters.'),
    }),
  )
  .max(50, 'A trunk has at most 50 outcome rows of its own.');

/** Sandbox faults end by themselves: the longest one, in minutes. */
export const FAULT_MINUTES_MAX = 60;
/** The longest override and the longest planned works, in days. */
export const OVERRIDE_DAYS_MAX = 7;
/** How far ahead works may be planned, in days. */
export const PLAN_DAYS_MAX = 90;

const reason = z
  .string({ error: 'Give a reason of 3 to 300 characters.' })
  .trim()
  .min(3, 'Give a reason of 3 to 300 characters.')
  .max(300, 'Give a reason of 3 to 300 characters.');

const slug = (what: string) =>
  z
    .string({ error: `${what} is unknown; choose one of the list.` })
    .regex(/^[a-z0-9][a-z0-9-]{0,79}$/, `${what} is unknown; choose one of the list.`);

const moment = (sentence: string) =>
  z.iso.datetime({ offset: true, error: sentence }).transform((text) => new Date(text));
const whole = (label: string, min: number, max: number) => {
  const sentence = `${label} must be a whole number from ${min} to ${max}.`;
  return z.int(sentence).min(min, sentence).max(max, sentence);
};

const carrierTarget = z.strictObject({ kind: z.literal('carrier'), id: slug('Carrier') });
const trunkTarget = z.strictObject({ kind: z.literal('trunk'), id: slug('Trunk') });
const pairId = z
  .string({ error: 'Pair is unknown; choose one of your pairs.' })
  .regex(/^par_[0-9a-z]{26}$/, 'Pair is unknown; choose one of your pairs.');
const pairTarget = z.strictObject({ kind: z.literal('pair'), id: pairId });
const networkTarget = z.discriminatedUnion('kind', [trunkTarget, carrierTarget], 'Choose a trunk or a carrier.');
export type NetworkTarget = z.output<typeof networkTarget>;

const anyTarget = z.discriminatedUnion(
  'kind',
  [trunkTarget, carrierTarget, pairTarget],
  'Choose a trunk, a carrier or a pair.',
);

export const placeOverrideInput = z.strictObject({
  target: anyTarget,
  action: z.enum(['drain', 'force'], 'Action must be drain or force.'),
  reason,
  endsAt: moment('Say when it ends.'),
});
export type PlaceOverrideInput = z.input<typeof placeOverrideInput>;

/** Works on a trunk or carrier at a time agreed before. */
export const planMaintenanceInput = z.strictObject({
  target: networkTarget,
  reason,
  startsAt: moment('Say when the works begin.'),
  endsAt: moment('Say when the works end.'),
});
export type PlanMaintenanceInput = z.input<typeof planMaintenanceInput>;

export const releaseOverrideInput = z.strictObject({
  overrideId: z.string({ error: 'Override is unknown; it may have ended.' }).min(1).max(40),
});
export type ReleaseOverrideInput = z.input<typeof releaseOverrideInput>;

export const setManualFailbackInput = z.strictObject({
  pairId,
  manual: z.boolean('Manual failback must be on or off.'),
});
export type SetManualFailbackInput = z.input<typeof setManualFailbackInput>;

const faultScope = {
  target: networkTarget,
  prefix: z
    .string()
    .regex(/^\d{0,15}$/, 'Prefix must be digits of an international number without +, or empty for all calls.')
    .default(''),
};

export const previewFaultInput = z.strictObject(faultScope);
export type PreviewFaultInput = z.input<typeof previewFaultInput>;

function checkedFigures(figures: Readonly<Record<string, unknown>>, kind: FaultKind, ctx: z.RefinementCtx): void {
  const takes: readonly string[] = faultFigures(kind);
  for (const [name, value] of Object.entries(figures)) {
    const look = isFigureName(name) && takes.includes(name) ? FAULT_FIGURES[name] : null;
    if (!look) ctx.addIssue({ code: 'custom', path: ['figures', name], message: `This fault has no figure ${name}.` });
    else if (typeof value !== 'number' || !Number.isInteger(value) || value < look.min || value > look.max)
      ctx.addIssue({
        code: 'custom',
        path: ['figures', name],
        message: `${look.label} must be a whole number from ${look.min} to ${look.max}.`,
      });
  }
}

export const startFaultInput = z
  .strictObject({
    ...faultScope,
    kind: z.enum(FAULT_KIND_NAMES, `Fault must be one of ${FAULT_KIND_NAMES.join(', ')}.`),
    figures: z.record(z.string(), z.number('A figure must be a number.')).default({}),
    minutes: whole('Duration in minutes', 1, FAULT_MINUTES_MAX),
    reason,
  })
  .superRefine(({ figures, kind }, ctx) => checkedFigures(figures, kind, ctx));
export type StartFaultInput = z.input<typeof startFaultInput>;

export const endFaultInput = z.strictObject({
  faultId: z.string({ error: 'Fault is unknown; it may have ended.' }).min(1).max(40),
});
export type EndFaultInput = z.input<typeof endFaultInput>;

export const addIncidentNoteInput = z.strictObject({
  incidentId: z.string({ error: 'Incident is unknown.' }).min(1).max(80),
  text: z
    .string({ error: 'Write a note of 1 to 4,000 characters.' })
    .trim()
    .min(1, 'Write a note of 1 to 4,000 characters.')
    .max(4_000, 'Write a note of 1 to 4,000 characters.'),
});
export type AddIncidentNoteInput = z.input<typeof addIncidentNoteInput>;

export const updateTrunkInput = z.strictObject({
  trunk: slug('Trunk'),
  maxChannels: whole('Channels', 1, 100_000).nullable().optional(),
  maxCps: whole('Calls a second', 1, 10_000).nullable().optional(),
  transport: z.enum(['udp', 'tcp', 'tls'], 'Transport must be UDP, TCP or TLS.').optional(),
  authentication: z.enum(['ip', 'registration'], 'Authentication must be by IP address or registration.').optional(),
  callerIdHeader: z
    .enum(
      ['from', 'p_asserted_identity', 'remote_party_id'],
      'Caller ID header must be From, P-Asserted-Identity or Remote-Party-ID.',
    )
    .optional(),
  callerIdFormat: z
    .enum(['e164', 'national_zero', 'national'], 'Caller ID format must be E.164, national with 0 or national.')
    .optional(),
  codecs: z
    .array(z.enum(['g711', 'g711-plc', 'g729a'], 'Codecs must be g711, g711-plc or g729a.'))
    .min(1, 'A trunk needs at least one codec.')
    .optional(),
  sessionTimerSeconds: whole('Session timer in seconds', 90, 86_400).nullable().optional(),
  answersOptions: z.boolean('Answers OPTIONS must be on or off.').optional(),
  isEnabled: z.boolean('In use must be on or off.').optional(),
  outcomeOverrides: outcomeOverridesSchema.optional(),
});
export type UpdateTrunkInput = z.input<typeof updateTrunkInput>;

/** Caller numbers that traffic takes in turn, at most. */
export const TRAFFIC_NUMBERS_MAX = 1_000;

/** All of them, or the sentence about all of them. */
const digits = (sentence: string) =>
  z.array(z.string(sentence), sentence).refine((all) => all.every((each) => /^\d{1,15}$/.test(each)), sentence);

/** The longest traffic, in minutes. */
export const TRAFFIC_MINUTES_MAX = 24 * 60;

export const startTrafficInput = z.strictObject({
  callsPerSecond: z
    .number('Calls a second must be from 0.1 to 500.')
    .min(0.1, 'Calls a second must be from 0.1 to 500.')
    .max(500, 'Calls a second must be from 0.1 to 500.'),
  /** Digits; or every number with a fallback, or every active number, of the account. */
  numbers: z.union(
    [
      z.enum(['paired', 'all']),
      digits('Caller numbers must be digits of international numbers without +.')
        .min(1, 'Choose at least one caller number.')
        .max(TRAFFIC_NUMBERS_MAX, 'Choose at most 1,000 caller numbers.'),
    ],
    'Choose the caller numbers.',
  ),
  destinations: digits('Prefixes must be 1 to 15 digits of an international number without +, such as 91.')
    .min(1, 'Give at least one destination prefix, such as 91.')
    .max(100, 'Give at most 100 destination prefixes.'),
  minutes: whole('Duration in minutes', 1, TRAFFIC_MINUTES_MAX),
});
export type StartTrafficInput = z.input<typeof startTrafficInput>;

export const stopTrafficInput = z.strictObject({
  trafficId: z.string({ error: 'Traffic is unknown; it may have ended.' }).min(1).max(40),
});
export type StopTrafficInput = z.input<typeof stopTrafficInput>;

/** Numbers that may be given a fallback at once. */
export const COVERAGE_MAX = 50;

export const coverageInput = z.strictObject({
  rentalIds: z
    .array(z.string().regex(/^num_[0-9a-z]{26}$/, 'Number is unknown; choose one of your active numbers.'))
    .min(1, 'Choose at least one number.')
    .max(COVERAGE_MAX, `Choose at most ${COVERAGE_MAX} numbers at once.`),
  reach: z.enum(['area', 'state', 'country'], 'Reach must be area, state or country.').default('country'),
});
export type CoverageInput = z.input<typeof coverageInput>;
