import 'server-only';
import { raiseAlert } from '@/lib/alerts';
import { asAccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { notifyAccount } from '@/lib/events';
import type { ComplianceStatus } from './types';

interface ApplicationNews {
  id: string;
  accountId: string;
  alias: string;
  status: ComplianceStatus;
  /** Which time of several: told once. */
  occurrence: string;
  /** What follows the application's name. */
  sentence: string;
  at: Date;
}

/** Tells an account what became of its application; its open pages look again. */
export async function raiseApplicationAlert(tx: Transaction, news: ApplicationNews): Promise<boolean> {
  const { id, accountId, alias, status, occurrence, sentence, at } = news;
  const isNew = await raiseAlert(tx, {
    ...{ accountId, kind: 'compliance', subject: `${id} ${occurrence}`, at },
    sentence: `Compliance application “${alias}” ${sentence}`,
    link: `/phone-numbers/compliance/${id}`,
    data: { ComplianceID: id, Alias: alias, Status: status },
  });
  if (isNew) await notifyAccount(tx, asAccountId(accountId), 'numbers');
  return isNew;
}

interface WaitingApplication {
  id: string;
  accountId: string;
  /** Which submission of it waits. */
  submission: number;
  at: Date;
}

/**
 * Tells the accounts that operators of the installation own that an application waits; not the account that submitted
 * it, which knows. Others read an account's alerts too: the sentence names nobody.
 */
export async function raiseReviewAlert(tx: Transaction, waiting: WaitingApplication): Promise<void> {
  const { id, accountId, submission, at } = waiting;
  const operators = await tx.membership.findMany({
    where: { role: 'owner', user: { isOperator: true }, accountId: { not: accountId } },
    select: { accountId: true },
    distinct: ['accountId'],
  });
  for (const operator of operators) {
    await raiseAlert(tx, {
      ...{ accountId: operator.accountId, kind: 'compliance', subject: `${id} waits ${submission}`, at },
      sentence: `A compliance application waits for review${submission > 1 ? ', corrected' : ''}.`,
      link: `/operations/compliance/${id}`,
      data: { ComplianceID: id, Status: 'submitted' },
    });
  }
}
