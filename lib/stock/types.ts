import type { StockStatus } from '@/prisma/generated/enums';

/** How far a long load has come, for a progress line. */
export interface LoadProgress {
  phase: string;
  done: number;
  total: number;
}

export type ProgressListener = (progress: LoadProgress) => void;

/** Numbers of one carrier, country, type and status. */
export interface StockCount {
  carrierName: string;
  countryIso: string;
  type: string;
  status: StockStatus;
  numbers: number;
}
