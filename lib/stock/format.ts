import type { StockImportDetail, StockImportState } from './types';

/** What one upload may hold: about a million rows. */
export const MOST_STOCK_BYTES = 60_000_000;

export const IMPORT_STATE_WORDS: Readonly<Record<StockImportState, string>> = {
  receiving: 'Coming in',
  checking: 'Dry run',
  checked: 'Looked at',
  importing: 'Importing',
  done: 'Imported',
  failed: 'Failed',
  canceled: 'Cancelled',
};

export function isOpenImport(state: StockImportState): boolean {
  return state === 'checking' || state === 'importing';
}

const figure = new Intl.NumberFormat('en');

type Told = Pick<
  StockImportDetail,
  'state' | 'rows' | 'added' | 'changed' | 'unchanged' | 'rejected' | 'isNewCarrier' | 'attempts' | 'carrier'
>;

function again({ attempts }: Told): string {
  return attempts > 1 ? ' Its worker ended once and it was begun again: numbers are counted once.' : '';
}

/** Where an import stands, in sentences. */
export function importSentence(told: Told): string {
  const { state, rows, added, changed, unchanged, rejected, isNewCarrier, carrier } = told;
  const counts = `${figure.format(added)} added, ${figure.format(changed)} changed, ${figure.format(unchanged)} as they were, ${figure.format(rejected)} left out`;
  const made = isNewCarrier ? ` ${carrier} is a new carrier.` : '';
  if (state === 'receiving') return 'The file is coming in.';
  if (state === 'checking') return `The dry run looks at the file: ${figure.format(rows)} rows so far.`;
  if (state === 'checked')
    return `Nothing is imported yet. Of ${figure.format(rows)} rows ${figure.format(added)} would be added, ${figure.format(changed)} changed, ${figure.format(unchanged)} are as they were, ${figure.format(rejected)} would be left out.${made}`;
  if (state === 'importing') return `${figure.format(rows)} rows read: ${counts}.${again(told)}`;
  if (state === 'done') return `${figure.format(rows)} rows read: ${counts}.${made}${again(told)}`;
  if (state === 'canceled') return `It was cancelled. By the last count ${counts}; what was imported stays.`;
  return `${figure.format(rows)} rows were read.`;
}
