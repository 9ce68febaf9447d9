import { type PairableRental, pairRefusal } from '@/lib/provisioning';
import { changedTags, type PairRole, type RentalStatus, releaseRefusal } from '@/lib/rentals';
import type { EditChange } from './schema';
import type { Terms } from './types';

/** Most characters of an alias, as its own rule has it. */
const ALIAS_MAX = 80;
const TAGS_MAX = 20;

/** A chosen number as an edit sees it. */
export interface EditRow {
  rentalId: string;
  number: string;
  display: string;
  countryIso: string;
  type: string;
  place: string;
  status: RentalStatus;
  alias: string | null;
  applicationId: string | null;
  applicationName: string | null;
  tags: string[];
  isProtected: boolean;
  followsPrimary: boolean;
  pair: {
    role: PairRole;
    state: PairStateOfRow;
    other: { rentalId: string; display: string; status: RentalStatus; isProtected: boolean } | null;
  } | null;
  /** A fallback it had less than five days ago comes back; only rent that fell due is charged. */
  hasFormerFallback: boolean;
}

type PairStateOfRow = NonNullable<Parameters<typeof releaseRefusal>[0]['pair']>['state'];

export type Decision =
  | { effect: 'change'; before: string; after: string; data: Terms }
  | { effect: 'skip'; reason: string };

const skip = (reason: string): Decision => ({ effect: 'skip', reason });

/** What all edits need to know besides the row. */
interface EditScene {
  /** The name of the application asked for; null for none. */
  applicationName: string | null;
  /** Numbers chosen, by rental. */
  chosen: ReadonlySet<string>;
  /** How many changes there are before this one. */
  changed: number;
  /** How many digits a counted alias needs. */
  total: number;
}

const NOT_LIVE: Partial<Record<RentalStatus, string>> = {
  released: 'The number was released.',
  failed: 'The number could not be activated.',
};

/** What an edit does to one number, or why it leaves it as it is. */
export function decideEdit(row: EditRow, change: EditChange, scene: EditScene): Decision {
  const gone = NOT_LIVE[row.status];
  if (gone) return skip(gone);
  switch (change.kind) {
    case 'application':
      return decideApplication(row, change.applicationId, scene.applicationName);
    case 'alias':
      return decideAlias(row, change.pattern, scene);
    case 'tags':
      return decideTags(row, change);
    case 'enable_ha':
      return decideHighAvailability(row, change.reach);
    case 'release':
      return decideRelease(row, scene.chosen);
  }
}

function decideApplication(row: EditRow, applicationId: string | null, name: string | null): Decision {
  if (row.pair?.role === 'fallback' && row.followsPrimary)
    return skip('It is a fallback that follows its primary’s application; change the primary.');
  if (row.applicationId === applicationId) return skip('It has this application already.');
  return {
    effect: 'change',
    before: row.applicationName ?? 'None',
    after: name ?? 'None',
    data: { applicationId },
  };
}

/** The alias a pattern gives: `{n}` counts, `{nnn}` with at least so many digits. */
export function aliasOf(pattern: string, row: Pick<EditRow, 'number' | 'display' | 'place'>, count: number): string {
  return pattern
    .replaceAll(/\{(n+)\}/g, (_, digits: string) => String(count).padStart(digits.length, '0'))
    .replaceAll('{number}', row.display)
    .replaceAll('{last4}', row.number.slice(-4))
    .replaceAll('{place}', row.place)
    .trim();
}

function decideAlias(row: EditRow, pattern: string, { changed }: EditScene): Decision {
  const alias = aliasOf(pattern, row, changed + 1);
  if (alias.length > ALIAS_MAX) return skip(`The alias would have more than ${ALIAS_MAX} characters.`);
  if (alias === (row.alias ?? '')) return skip('It has this alias already.');
  return { effect: 'change', before: row.alias ?? 'None', after: alias || 'None', data: { alias: alias || null } };
}

function decideTags(row: EditRow, { add, remove }: { add: string[]; remove: string[] }): Decision {
  const tags = changedTags(row.tags, { add, remove });
  if (tags.length > TAGS_MAX) return skip(`It would have more than ${TAGS_MAX} tags.`);
  if (tags.join() === row.tags.join()) return skip('Its tags are like that already.');
  const text = (list: readonly string[]) => list.join(', ') || 'None';
  return { effect: 'change', before: text(row.tags), after: text(tags), data: { addTags: add, removeTags: remove } };
}

function pairable(row: EditRow): PairableRental {
  const { countryIso, type, status, pair } = row;
  return { countryIso, type, status, role: pair?.role ?? null, otherDisplay: pair?.other?.display ?? null };
}

function decideHighAvailability(row: EditRow, reach: string): Decision {
  const refusal = pairRefusal(pairable(row));
  if (refusal) return skip(refusal);
  const after = row.hasFormerFallback ? 'Its former fallback comes back' : 'A fallback of another carrier';
  return { effect: 'change', before: 'No fallback', after, data: { reach } };
}

function decideRelease(row: EditRow, chosen: ReadonlySet<string>): Decision {
  const { pair } = row;
  if (pair?.role === 'fallback' && pair.other && chosen.has(pair.other.rentalId))
    return skip(`It is the fallback of ${pair.other.display} and goes with it.`);
  const refusal = releaseRefusal(row);
  if (refusal) return skip(refusal);
  const fallback = pair?.role === 'primary' ? pair.other : null;
  const after = fallback ? `Released with its fallback ${fallback.display}` : 'Released';
  return { effect: 'change', before: 'Active', after, data: { fallbackRentalId: fallback?.rentalId ?? null } };
}
