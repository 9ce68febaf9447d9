import 'server-only';
import { recordAudit } from '@/lib/audit';
import { authorize } from '@/lib/auth';
import { type Context, withTransaction } from '@/lib/context';
import { parseInput } from '@/lib/invalid-input';
import { readAlertRules } from './queries';
import { type UpdateAlertRulesInput, updateAlertRulesInput } from './schema';
import type { AlertRules } from './types';

/** Says how the account wants to be told of each kind of alert; kinds not named stay as they are. */
export async function updateAlertRules(ctx: Context, input: UpdateAlertRulesInput): Promise<AlertRules> {
  authorize(ctx, 'alerts.manage');
  const { rules, thresholds, daysAhead } = parseInput(updateAlertRulesInput, input);
  return withTransaction(ctx, async (tx) => {
    // Two people who save at once: the later one's word counts as a whole.
    await tx.$queryRaw`SELECT 1 FROM accounts WHERE id = ${ctx.accountId} FOR NO KEY UPDATE`;
    const before = await readAlertRules(tx, ctx.accountId);
    for (const { kind, inApp, webhooks } of rules) {
      const values = {
        ...{ inApp, webhooks },
        ...(kind === 'low_balance' && { thresholdsMicros: thresholds }),
        ...(kind === 'rent_short' && daysAhead !== undefined && { daysAhead }),
      };
      await tx.alertRule.upsert({
        where: { accountId_kind: { accountId: ctx.accountId, kind } },
        create: { accountId: ctx.accountId, kind, ...values },
        update: values,
      });
    }
    const after = await readAlertRules(tx, ctx.accountId);
    await recordAudit(ctx, tx, {
      action: 'alerts.update',
      entityType: 'account',
      entityId: ctx.accountId,
      before: audited(before),
      after: audited(after),
    });
    return after;
  });
}

/** One key a kind, so that the history names what changed. */
function audited({ rules, thresholdsMicros, daysAhead }: AlertRules): Record<string, unknown> {
  const told = rules.map(({ kind, inApp, webhooks }) => [kind, { inApp, webhooks }] as const);
  return { ...Object.fromEntries(told), thresholdsMicros, daysAhead };
}
