import 'server-only';
import { recordAudit } from '@/lib/audit';
import { asAccountId, type Context, withTransaction } from '@/lib/context';
import { db } from '@/lib/db';
import { AppError } from '@/lib/errors';
import { createId } from '@/lib/ids';
import { parseInput } from '@/lib/invalid-input';
import { acceptApplicationInput } from './schema';

interface AcceptedApplication {
  id: string;
  accountName: string;
  businessName: string;
  countryIso: string;
}

/** The account a person acts for: the first they belong to. */
async function findAccount(email: string) {
  const membership = await db.membership.findFirst({
    where: { user: { email } },
    select: { account: { select: { id: true, name: true } } },
    orderBy: { createdAt: 'asc' },
  });
  if (membership) return membership.account;
  throw new AppError('not_found', `There is no user with the e-mail address ${email}.`, { field: 'email' });
}

/**
 * For the operator, on the server's own command line: an accepted application for the account of the
 * person with that e-mail address, so that it may rent local numbers of the country. Accepting the same
 * again is the same application.
 */
export async function acceptApplication(
  input: unknown,
  now: () => Date = () => new Date(),
): Promise<AcceptedApplication> {
  const { email, countryIso, businessName } = parseInput(acceptApplicationInput, input);
  const account = await findAccount(email);
  const actor = { type: 'command', name: 'compliance accept' } as const;
  const ctx: Context = { accountId: asAccountId(account.id), actor, requestId: createId('req'), now };
  const application = { accountId: ctx.accountId, countryIso, numberType: 'local', businessName } as const;
  const id = await withTransaction(ctx, async (tx) => {
    // The next in line finds the application that the first one made.
    await tx.$queryRaw`SELECT id FROM accounts WHERE id = ${ctx.accountId} FOR UPDATE`;
    const known = await tx.complianceApplication.findFirst({
      where: { ...application, status: 'accepted' },
      select: { id: true },
    });
    if (known) return known.id;
    const row = { ...application, id: createId('cmp'), alias: `${businessName}, ${countryIso}` };
    await tx.complianceApplication.create({
      data: { ...row, status: 'accepted', createdAt: ctx.now() },
      select: { id: true },
    });
    const after = { businessName, countryIso, numberType: 'local', status: 'accepted' };
    const entity = { entityType: 'compliance_application', entityId: row.id };
    await recordAudit(ctx, tx, { action: 'compliance.accept', ...entity, after });
    return row.id;
  });
  return { id, accountName: account.name, businessName, countryIso };
}
