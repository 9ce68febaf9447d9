import { z } from 'zod';
import { parseDecimal } from '@/lib/money';
import { ALERT_KINDS } from './format';

const AMOUNT = /^\d{1,9}(?:\.\d{1,2})?$/;
const DAYS_AHEAD = 'Days before a rent day must be a whole number from 1 to 14.';
const AMOUNTS = 'Amounts must be 1 to 5 numbers above 0 such as 250, 100, 10.';

const rule = z.object({
  kind: z.enum(ALERT_KINDS).exclude(['webhook_failed'], { error: 'Kind of alert is not known.' }),
  inApp: z.boolean({ error: 'In the console must be on or off.' }),
  webhooks: z.boolean({ error: 'Webhooks must be on or off.' }),
});

export const updateAlertRulesInput = z.object({
  rules: z
    .array(rule, { error: 'Rules are missing.' })
    .max(20, 'Rules may name each kind of alert once.')
    .refine(
      (rules) => new Set(rules.map(({ kind }) => kind)).size === rules.length,
      'Rules may name each kind of alert once.',
    ),
  /** Decimal amounts in the account's currency, separated by commas; parsed to micros, highest first. */
  thresholds: z
    .string({ error: AMOUNTS })
    .max(100, AMOUNTS)
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .refine((parts) => parts.length >= 1 && parts.length <= 5 && parts.every((part) => AMOUNT.test(part)), AMOUNTS)
    .transform((parts) => [...new Set(parts.map((part) => parseDecimal(part) ?? 0n))].sort((a, b) => (a < b ? 1 : -1)))
    .refine((amounts) => amounts.every((amount) => amount > 0n), AMOUNTS),
  /** How many days before a rent day; as typed. */
  daysAhead: z
    .string({ error: DAYS_AHEAD })
    .trim()
    .regex(/^(?:[1-9]|1[0-4])$/, DAYS_AHEAD)
    .transform(Number)
    .optional(),
});
export type UpdateAlertRulesInput = z.input<typeof updateAlertRulesInput>;

export const updateMailChoicesInput = z.object({
  /** Those of which the caller wants e-mail. */
  kinds: z
    .array(z.enum(ALERT_KINDS).exclude(['webhook_failed'], { error: 'Kind of alert is not known.' }))
    .max(20, 'Each kind of alert may be named once.')
    .transform((kinds) => [...new Set(kinds)]),
});
export type UpdateMailChoicesInput = z.input<typeof updateMailChoicesInput>;

const NOTICE_ID = /^alr_[0-9a-z]{26}$/;

export const markNoticesInput = z.object({
  /** One notice; without it all of them. */
  noticeId: z.string().regex(NOTICE_ID, 'Notice is not known.').optional(),
});
export type MarkNoticesInput = z.input<typeof markNoticesInput>;

/** The id when it is one of a notice, as an address may carry it; null otherwise. */
export function noticeIdOf(text: string | null): string | null {
  return text && NOTICE_ID.test(text) ? text : null;
}
