import 'server-only';
import { type Actor, API_SCOPES, type Context } from '@/lib/context';
import { db } from '@/lib/db';
import type { ClaimedJob } from './types';

/**
 * The context in which a job acts: of the person or the API key that asked for it, with the rights they have now; null
 * when the person is no longer a member of the account or the key has ended. What a command or job of the installation
 * asked for is done in its name.
 */
export async function findActor(job: ClaimedJob): Promise<Context | null> {
  const actor = await actorOf(job);
  return actor && { accountId: job.accountId, requestId: job.requestId, now: () => new Date(), actor };
}

async function actorOf(job: ClaimedJob): Promise<Actor | null> {
  if (job.actorType === 'user') return findMember(job);
  if (job.actorType === 'key') return findKey(job);
  return { type: 'system', job: job.actorId };
}

async function findMember({ accountId, actorId: userId }: ClaimedJob): Promise<Actor | null> {
  const membership = await db.membership.findUnique({
    where: { userId_accountId: { userId, accountId } },
    select: { role: true, user: { select: { isOperator: true } } },
  });
  return membership && { type: 'user', userId, role: membership.role, isOperator: membership.user.isOperator };
}

async function findKey({ accountId, actorId: keyId }: ClaimedJob): Promise<Actor | null> {
  const valid = { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] };
  const key = await db.apiKey.findFirst({ where: { id: keyId, accountId, ...valid }, select: { scopes: true } });
  return key && { type: 'key', keyId, scopes: API_SCOPES.filter((scope) => key.scopes.includes(scope)) };
}
