import { createLoader } from 'nuqs/server';
import { parseAsNumbers } from '@/components/bulk/number-list-parser';
import { MOST_BOUGHT } from '@/lib/bulk/format';

/** The numbers chosen in the search. */
export const loadSeveralParams = createLoader({ numbers: parseAsNumbers(MOST_BOUGHT) });
