import { z } from 'zod';
import { applicationInput, rentalFilterInput, tagsInput } from '@/lib/rentals';
import { MOST_BOUGHT, MOST_CHOSEN, MOST_EDITED, PATTERN_MAX } from './format';

const numberDigits = z.string().regex(/^[1-9]\d{6,14}$/, 'Number is unknown; choose it from the list.');

export const jobInput = z.object({
  jobId: z
    .string({ error: 'Job is unknown; choose one from the list.' })
    .regex(/^job_[0-9a-z]{26}$/, 'Job is unknown; choose one from the list.'),
});
export type JobInput = z.input<typeof jobInput>;

/** Made with the page, and the id of the job then: sending it again is the same job. */
const idempotencyKey = z.string({ error: 'Open the page again.' }).regex(/^job_[0-9a-z]{26}$/, 'Open the page again.');

const reach = z
  .enum(['area', 'state', 'country'], { error: 'Fallback area must be one of: area, state, country.' })
  .default('country');

const cartNumbers = z
  .array(z.object({ number: numberDigits, highAvailability: z.boolean().default(false) }), {
    error: 'Choose numbers first.',
  })
  .min(1, 'Choose at least one number.')
  .max(MOST_BOUGHT, `At most ${MOST_BOUGHT} numbers can be bought at a time.`)
  .refine(
    (items) => new Set(items.map(({ number }) => number)).size === items.length,
    'Each number may be chosen once.',
  );

export const quoteCartInput = z.object({ items: cartNumbers });
export type QuoteCartInput = z.input<typeof quoteCartInput>;

const complianceInput = z
  .union([z.literal('').transform(() => null), z.string().regex(/^cmp_[0-9a-z]{26}$/), z.null()], {
    error: 'Compliance application is unknown.',
  })
  .default(null);

const aliasPattern = z
  .string({ error: 'Alias pattern must be text.' })
  .trim()
  .max(PATTERN_MAX, `Alias pattern may have at most ${PATTERN_MAX} characters.`)
  .refine((text) => !/\p{Cc}/u.test(text), 'Alias pattern must not contain line breaks or control characters.')
  .refine(
    (text) => [...text.matchAll(/\{([^{}]*)\}/g)].every(([, name]) => /^(n+|number|last4|place)$/.test(name ?? '')),
    'Alias pattern may use {n}, {nnn}, {number}, {last4} and {place}.',
  );

export const reserveCartInput = quoteCartInput.extend({
  reach,
  aliasPattern: aliasPattern.default(''),
  applicationId: applicationInput.default(null),
  complianceApplicationId: complianceInput,
  idempotencyKey,
});
export type ReserveCartInput = z.input<typeof reserveCartInput>;

export const editChange = z.discriminatedUnion(
  'kind',
  [
    z.object({ kind: z.literal('application'), applicationId: applicationInput }),
    z.object({ kind: z.literal('alias'), pattern: aliasPattern }),
    z
      .object({ kind: z.literal('tags'), add: tagsInput.default([]), remove: tagsInput.default([]) })
      .refine(({ add, remove }) => add.length + remove.length > 0, 'Name a tag to add or to remove.'),
    z.object({ kind: z.literal('enable_ha'), reach }),
    z.object({ kind: z.literal('release') }),
  ],
  { error: 'Choose what to change.' },
);
export type EditChange = z.output<typeof editChange>;

export const editSelection = z.union(
  [
    z.object({
      numbers: z
        .array(numberDigits)
        .min(1, 'Choose at least one number.')
        .max(
          MOST_CHOSEN,
          `At most ${MOST_CHOSEN} numbers can be chosen one by one; choose all that match a filter instead.`,
        ),
    }),
    z.object({ filter: rentalFilterInput }),
  ],
  { error: 'Choose numbers first.' },
);
export type EditSelection = z.output<typeof editSelection>;

export const quoteEditInput = z.object({ selection: editSelection, change: editChange });
export type QuoteEditInput = z.input<typeof quoteEditInput>;

export const startEditInput = quoteEditInput.extend({
  /** How many the preview said would change: another count means that the numbers are others by now. */
  expected: z.number().int().min(1, 'Nothing would change.').max(MOST_EDITED),
  /** Of a release: the word that was asked for, as typed. */
  typed: z.string().max(100).optional(),
  idempotencyKey,
});
export type StartEditInput = z.input<typeof startEditInput>;
