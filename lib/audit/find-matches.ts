import 'server-only';
import { KNOWN_ACTIONS } from '@/lib/audit/format';
import { type Context, reader } from '@/lib/context';

/** What a search text can mean; each is looked up along an index of its own. */
export interface AuditMatches {
  requestId: string | null;
  entityIds: string[];
  actorIds: string[];
  actions: string[];
}

/** Of each kind no more than this many are followed: a text that fits more is not narrow enough to be a search. */
const MOST_OF_A_KIND = 50;
const FEWEST_DIGITS = 4;
const REQUEST_ID = /^req_[0-9a-z]{26}$/;
const ANY_ID = /^[a-z]{2,4}_[0-9a-z]{10,40}$/;

async function rentalsOf(ctx: Context, text: string): Promise<string[]> {
  const digits = text.replaceAll(/[\s+()-]/g, '');
  if (!/^\d+$/.test(digits) || digits.length < FEWEST_DIGITS) return [];
  const rentals = await reader(ctx).rental.findMany({
    where: { accountId: ctx.accountId, number: { startsWith: digits } },
    select: { id: true },
    orderBy: { createdAt: 'desc' },
    take: MOST_OF_A_KIND,
  });
  return [digits, ...rentals.map(({ id }) => id)];
}

/** People of the account; who has left is found by their id. */
async function peopleOf(ctx: Context, text: string): Promise<string[]> {
  // Prisma hands these on to LIKE as they are.
  const like = { contains: text.replaceAll(/[\\%_]/g, '\\$&'), mode: 'insensitive' } as const;
  const members = await reader(ctx).membership.findMany({
    where: { accountId: ctx.accountId, user: { OR: [{ name: like }, { email: like }] } },
    select: { userId: true },
    take: MOST_OF_A_KIND,
  });
  return members.map(({ userId }) => userId);
}

function actionsOf(text: string): string[] {
  const wanted = text.toLowerCase();
  return KNOWN_ACTIONS.filter(([action, words]) => action === wanted || words.toLowerCase().includes(wanted))
    .map(([action]) => action)
    .slice(0, MOST_OF_A_KIND);
}

/** Reads a search text as everything it can be: a request's id, another id, a number, a person, an action. */
export async function findAuditMatches(ctx: Context, text: string): Promise<AuditMatches> {
  const none = { requestId: null, entityIds: [], actorIds: [], actions: [] };
  if (REQUEST_ID.test(text)) return { ...none, requestId: text };
  if (ANY_ID.test(text)) return { ...none, entityIds: [text], actorIds: [text] };
  const [entityIds, people] = await Promise.all([rentalsOf(ctx, text), peopleOf(ctx, text)]);
  return { requestId: null, entityIds: [...entityIds, ...people], actorIds: people, actions: actionsOf(text) };
}
