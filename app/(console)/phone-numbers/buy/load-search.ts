import { cookies } from 'next/headers';
import { COUNTRY_COOKIE, countryOr, loadSearchParams, type NumberSearch } from '@/components/buy/search-params';
import type { SearchOutcome } from '@/components/buy/search-results';
import type { SessionAccount } from '@/lib/auth';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import {
  explainEmptyResult,
  getPlaces,
  type PlaceSuggestion,
  searchAvailableNumbers,
  suggestPlaces,
} from '@/lib/numbers';

type Problems = Partial<Record<'areas' | 'pattern' | 'cursor', string>>;

export interface LoadedSearch {
  /** As it was run: without what was refused. */
  search: NumberSearch;
  places: PlaceSuggestion[];
  /** One sentence for each part of the address that was refused. */
  problems: Problems;
  outcome: SearchOutcome;
}

/** The search of an address; the country is the one last chosen, else the one the account's currency suggests. */
export async function readSearch(
  searchParams: Parameters<typeof loadSearchParams>[0],
  { currency }: Pick<SessionAccount, 'currency'>,
): Promise<NumberSearch> {
  const search = await loadSearchParams(searchParams);
  const remembered = (await cookies()).get(COUNTRY_COOKIE)?.value;
  return { ...search, country: search.country ?? countryOr(remembered, currency === 'INR' ? 'IN' : 'US') };
}

function without(search: NumberSearch, problem: keyof Problems): NumberSearch {
  if (problem === 'areas') return { ...search, areas: [], place: '' };
  return problem === 'pattern' ? { ...search, pattern: '' } : { ...search, cursor: null };
}

function refusedPart(error: unknown): { part: keyof Problems; sentence: string } | null {
  if (!(error instanceof AppError) || error.code !== 'invalid_input') return null;
  // Lists name the member: areas.0.
  const [part] = error.field?.split('.') ?? [];
  if (part === 'areas' || part === 'pattern' || part === 'cursor') return { part, sentence: error.message };
  return part === 'text' ? { part: 'areas', sentence: error.message } : null;
}

/** What a form sent without JavaScript says of the place: the best fit of its text. */
async function withPlace(ctx: Context, search: NumberSearch): Promise<NumberSearch> {
  // The box shows a place with its state; names have no comma.
  const [text = ''] = search.place.split(',');
  if (text.trim() === '' || search.areas.length > 0) return search;
  const [best] = await suggestPlaces(ctx, { country: search.country, text });
  if (!best) {
    throw new AppError('invalid_input', 'No place or code fits what was typed.', { field: 'areas' });
  }
  return { ...search, areas: best.areaIds, place: '' };
}

async function run(ctx: Context, asked: NumberSearch): Promise<Omit<LoadedSearch, 'problems'>> {
  const search = await withPlace(ctx, asked);
  const { country, areas } = search;
  const [page, places] = await Promise.all([searchAvailableNumbers(ctx, search), getPlaces(ctx, { country, areas })]);
  if (page.rows.length > 0 || search.cursor) return { search, places, outcome: { kind: 'found', page } };
  return { search, places, outcome: { kind: 'none', explanation: await explainEmptyResult(ctx, search) } };
}

/** Runs the search; a part that is refused is told and left out, so that a mistake never empties the page. */
export async function loadSearch(ctx: Context, asked: NumberSearch): Promise<LoadedSearch> {
  const problems: Problems = {};
  let search = asked;
  for (;;) {
    try {
      return { ...(await run(ctx, search)), problems };
    } catch (error) {
      const refused = refusedPart(error);
      if (!refused || problems[refused.part]) {
        const { requestId } = ctx;
        log.error({ err: error, requestId }, 'number search failed');
        return { search, places: [], problems, outcome: { kind: 'failed', requestId } };
      }
      problems[refused.part] = refused.sentence;
      search = without(search, refused.part);
    }
  }
}
