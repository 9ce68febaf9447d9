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

/** Ids of the account's numbers that begin with the digits, and of its people whose name or address has the text. */
async function namedIn(
  ctx: Context,
  text: string,
): Promise<{ digits: string | null; rentals: string[]; people: string[] }> {
  const bare = text.replaceAll(/[\s+()-]/g, '');
  const digits = /^\d+$/.test(bare) && bare.length >= FEWEST_DIGITS ? bare : null;
  const like = `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`;
  const found = await reader(ctx).$queryRaw<{ kind: 'rental' | 'person'; id: string }[]>`
    (SELECT 'rental' AS kind, id FROM rentals
      WHERE account_id = ${ctx.accountId} AND number LIKE ${digits === null ? null : `${digits}%`}
      ORDER BY created_at DESC LIMIT ${MOST_OF_A_KIND})
    UNION ALL
    (SELECT 'person', u.id FROM memberships m JOIN users u ON u.id = m.user_id
      WHERE m.account_id = ${ctx.accountId} AND (u.name ILIKE ${like} OR u.email ILIKE ${like}) LIMIT ${MOST_OF_A_KIND})`;
  const idsOf = (wanted: string) => found.flatMap(({ kind, id }) => (kind === wanted ? [id] : []));
  return { digits, rentals: idsOf('rental'), people: idsOf('person') };
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
  const { digits, rentals, people } = await namedIn(ctx, text);
  const entityIds = [...(digits === null ? [] : [digits]), ...rentals, ...people];
  return { requestId: null, entityIds, actorIds: people, actions: actionsOf(text) };
}
