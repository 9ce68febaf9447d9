import { raiseAlert } from '@/lib/alerts';
import { openSession } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { db } from '@/lib/db';
import { createKey } from '@/lib/keys/create-key';
import { saveView } from '@/lib/rentals/save-view';
import { inviteMember } from '@/lib/team/invite-member';
import { addEndpoint } from '@/lib/webhooks';
import { browserAt } from './browser';
import { createAccount, createApplication, createCompliance, createUser, testContext } from './factories';
import { createIndia, type IndiaFixture } from './factories-stock';
import { rentPair } from './rent';

/** An account with something of everything in it. */
export interface Tenant {
  ctx: Context;
  /** By the names verbs give them. */
  ids: Readonly<Record<string, string>>;
  /** Texts that nobody outside may ever read. */
  secrets: readonly string[];
}

let india: Promise<IndiaFixture> | undefined;

async function createPeople(ctx: Context, name: string) {
  const userId = ctx.actor.type === 'user' ? ctx.actor.userId : '';
  await db.user.update({ where: { id: userId }, data: { name: `${name} owner` } });
  const member = await createUser({ name: `${name} member`, email: `${name.toLowerCase()}-member@example.test` });
  await db.membership.create({ data: { userId: member.id, accountId: ctx.accountId, role: 'support' } });
  const owner = { userId: member.id, accountId: ctx.accountId, sessionVersion: 1 };
  const { sessionId } = await openSession(owner, { browser: browserAt(), now: ctx.now });
  return { member, sessionId };
}

async function tell(ctx: Context, sentence: string): Promise<string> {
  const alert = { kind: 'low_balance', subject: sentence, link: '/billing', data: {} } as const;
  await db.$transaction((tx) => raiseAlert(tx, { ...alert, accountId: ctx.accountId, sentence }));
  return (await db.alert.findFirstOrThrow({ where: { accountId: ctx.accountId } })).id;
}

/** Makes an account whose every part is named after it. */
export async function createTenant(name: string): Promise<Tenant> {
  const account = await createAccount({ isDemo: true, name: `${name} account` });
  const ctx = testContext(account);
  const compliance = await createCompliance(account);
  await db.complianceApplication.update({
    where: { id: compliance.id },
    data: { alias: `${name} compliance`, businessName: `${name} business` },
  });
  const application = await createApplication(account, `${name} application`);
  const { member, sessionId } = await createPeople(ctx, name);
  india ??= createIndia();
  const alias = `${name} alias`;
  const { primary, fallback, pair } = await rentPair(ctx, await india, { alias, applicationId: application.id });
  const url = `http://127.0.0.1:9/${name}-hooks`;
  const endpoint = await addEndpoint(ctx, { url, description: `${name} endpoint` });
  const key = await createKey(ctx, { name: `${name} key`, scopes: ['numbers:read'], lifetime: 'no end' });
  const invited = `${name.toLowerCase()}-guest@example.test`;
  const invitation = await inviteMember(ctx, { email: invited, role: 'support' });
  const view = await saveView(ctx, { name: `${name} view`, query: '', isShared: true });
  const alertId = await tell(ctx, `${name} sentence`);
  const delivery = await db.webhookDelivery.findFirst({ where: { accountId: account.id }, select: { id: true } });
  const purchase = await db.purchase.findFirstOrThrow({ where: { accountId: account.id }, select: { id: true } });
  const audit = await db.auditEvent.findFirstOrThrow({ where: { accountId: account.id }, select: { id: true } });
  return {
    ctx,
    ids: {
      accountId: account.id,
      rentalId: primary.id,
      number: primary.number,
      fallbackRentalId: fallback.id,
      fallbackNumber: fallback.number,
      pairId: pair.id,
      applicationId: application.id,
      complianceApplicationId: compliance.id,
      userId: member.id,
      sessionId,
      endpointId: endpoint.id,
      deliveryId: delivery?.id ?? '',
      keyId: key.keyId,
      invitationId: invitation.invitationId,
      viewId: view.viewId,
      alertId,
      purchaseId: purchase.id,
      auditEventId: audit.id.toString(),
    },
    secrets: [
      ...[alias, application.name, `${name} owner`, `${name} member`, member.email, invited, url],
      ...[`${name} endpoint`, `${name} key`, `${name} view`, `${name} sentence`],
      ...[`${name} compliance`, `${name} business`],
    ],
  };
}
