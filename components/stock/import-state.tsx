import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import { IMPORT_STATE_WORDS } from '@/lib/stock/format';
import type { StockImportState } from '@/lib/stock/types';

const TONES: Readonly<Record<StockImportState, Tone>> = {
  receiving: 'info',
  checking: 'info',
  checked: 'neutral',
  importing: 'info',
  done: 'ok',
  failed: 'danger',
  canceled: 'neutral',
};

export function ImportState({ state }: { state: StockImportState }) {
  return <Badge tone={TONES[state]}>{IMPORT_STATE_WORDS[state]}</Badge>;
}
