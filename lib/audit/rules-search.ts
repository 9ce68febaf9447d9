import { KNOWN_ACTIONS } from '@/lib/audit/format';

/** What a search text can mean; each is looked up along an index of its own. */
export interface SearchMeaning {
  requestId: string | null;
  /** An id of something, or of somebody. */
  id: string | null;
  /** The beginning of a number. */
  digits: string | null;
  /** A part of a person's name or e-mail address, for LIKE. */
  person: string | null;
  /** Actions whose words have the text. */
  actions: string[];
}

const FEWEST_DIGITS = 4;
const MOST_ACTIONS = 50;
const REQUEST_ID = /^req_[0-9a-z]{26}$/;
const ANY_ID = /^[a-z]{2,4}_[0-9a-z]{10,40}$/;

function actionsOf(text: string): string[] {
  const wanted = text.toLowerCase();
  const fits = ([action, words]: readonly [string, string]) =>
    action === wanted || words.toLowerCase().includes(wanted);
  return KNOWN_ACTIONS.filter(fits)
    .map(([action]) => action)
    .slice(0, MOST_ACTIONS);
}

/** Reads a search text as everything it can be: a request's id, another id, a number, a person, an action. */
export function readSearch(text: string): SearchMeaning {
  const none = { requestId: null, id: null, digits: null, person: null, actions: [] };
  if (REQUEST_ID.test(text)) return { ...none, requestId: text };
  if (ANY_ID.test(text)) return { ...none, id: text };
  const bare = text.replaceAll(/[\s+()-]/g, '');
  const isNumber = /^\d+$/.test(bare) && bare.length >= FEWEST_DIGITS;
  if (isNumber) return { ...none, digits: bare };
  return { ...none, person: `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`, actions: actionsOf(text) };
}
