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

export type StockImportState = 'receiving' | 'checking' | 'checked' | 'importing' | 'done' | 'failed' | 'canceled';

export interface StockImportSummary {
  id: string;
  fileName: string;
  carrier: string;
  state: StockImportState;
  byteCount: number;
  bytesRead: number;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  rejected: number;
  createdAt: Date;
  finishedAt: Date | null;
  createdBy: string;
}

export interface StockImportDetail extends StockImportSummary {
  failureDomains: string[];
  isNewCarrier: boolean;
  problem: string | null;
  /** How often the run under way, or the last one, was begun. */
  attempts: number;
  reasons: { reason: string; count: number }[];
  firstRejects: { line: number; reason: string }[];
}
