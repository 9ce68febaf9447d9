import { ITEMS_KEPT_DAYS, KIND_WORDS, numbersText } from '@/lib/bulk/format';
import type { BulkDetail, Terms } from '@/lib/bulk/types';

const REACHES: Readonly<Record<string, string>> = {
  area: 'of the same area',
  state: 'of the same state',
  country: 'the nearest in India',
};

function listOf(value: Terms[string] | undefined): string {
  return Array.isArray(value) ? value.join(', ') : '';
}

/** What a job was asked to do, as the line under its title; null where the title says it. */
export function termsText({ kind, terms }: Pick<BulkDetail, 'kind' | 'terms'>): string | null {
  switch (kind) {
    case 'alias':
      return `Pattern “${String(terms.pattern ?? '')}”`;
    case 'tags': {
      const parts = [
        listOf(terms.add) && `Add ${listOf(terms.add)}`,
        listOf(terms.remove) && `remove ${listOf(terms.remove)}`,
      ];
      return parts.filter(Boolean).join('; ') || null;
    }
    case 'enable_ha':
      return `A fallback ${REACHES[String(terms.reach)] ?? ''}`.trim();
    case 'import':
      return `From ${String(terms.fileName ?? 'a file')}`;
    default:
      return null;
  }
}

/** Where a job stands, in one sentence that is read out when it changes. */
export function jobSentence({ kind, state, total, settled, counts }: BulkDetail): string {
  const { done, failed, skipped, canceled, waiting } = counts;
  if (state === 'draft')
    return `${numbersText(waiting)} can be brought in${failed > 0 ? `, ${numbersText(failed)} cannot` : ''}.`;
  if (state === 'queued') return 'It begins as soon as the worker is free.';
  if (state === 'running') return `${numbersText(settled)} of ${total} so far.`;
  if (done + failed + skipped + canceled + waiting < total)
    return `It has ended; what became of each number is kept for ${ITEMS_KEPT_DAYS} days.`;
  const parts = [
    `${numbersText(done)} ${doneWord(kind)}`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(skipped > 0 ? [`${skipped} skipped`] : []),
    ...(canceled > 0 ? [`${canceled} left as they were`] : []),
  ];
  return `${parts.join(', ')}.`;
}

function doneWord(kind: BulkDetail['kind']): string {
  if (kind === 'purchase') return 'bought';
  if (kind === 'release') return 'released';
  return kind === 'import' ? 'brought in' : 'changed';
}

export function jobTitle({ kind, total }: Pick<BulkDetail, 'kind' | 'total'>): string {
  return `${KIND_WORDS[kind]}: ${numbersText(total)}`;
}
