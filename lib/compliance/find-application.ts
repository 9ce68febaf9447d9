import 'server-only';
import type { AccountId } from '@/lib/context';
import type { Transaction } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { isEditable, sourcesOf } from './rules';
import { storedDetails, storedReasons } from './schema';
import type { BusinessDetails, ComplianceStatus, ItemReasons } from './types';

export interface LockedApplication {
  id: string;
  accountId: string;
  alias: string;
  status: ComplianceStatus;
  statusReason: string | null;
  submissions: number;
  validUntil: Date | null;
  details: BusinessDetails;
  itemReasons: ItemReasons;
}

const UNKNOWN = 'Compliance application is unknown; choose one of yours.';

/** The application, locked until the transaction ends, so that of two moves the second one sees the first. */
export async function lockApplication(
  tx: Transaction,
  id: string,
  owner: AccountId | 'any account',
): Promise<LockedApplication> {
  await tx.$queryRaw`SELECT id FROM compliance_applications WHERE id = ${id} FOR UPDATE`;
  const row = await tx.complianceApplication.findFirst({
    where: { id, ...(owner === 'any account' ? { status: { not: 'draft' } } : { accountId: owner }) },
  });
  if (!row) throw new AppError('not_found', UNKNOWN, { field: 'applicationId' });
  const { details, itemReasons, businessName, ...rest } = row;
  return {
    ...rest,
    details: { ...storedDetails.parse(details), businessName },
    itemReasons: storedReasons.parse(itemReasons),
  };
}

function wrongStatus(allowed: readonly ComplianceStatus[], current: ComplianceStatus): AppError {
  const quoted = allowed.map((status) => `'${status}'`);
  const last = quoted.pop() ?? '';
  const list = quoted.length > 0 ? `${quoted.join(', ')} or ${last}` : last;
  return new AppError('conflict', `Compliance application must be in ${list} status. Current status: '${current}'.`, {
    field: 'applicationId',
  });
}

/** Refuses a move the table in rules.ts does not have. */
export function assertMove(from: ComplianceStatus, to: ComplianceStatus, by: 'customer' | 'operator'): void {
  const sources = sourcesOf(to, by);
  if (!sources.includes(from)) throw wrongStatus(sources, from);
}

/** Refuses a change of fields or documents while they are looked at or rested on. */
export function assertEditable(status: ComplianceStatus): void {
  if (!isEditable(status)) throw wrongStatus(sourcesOf('submitted', 'customer'), status);
}
