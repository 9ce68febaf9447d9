import type { Permission } from '@/lib/auth';
import type { BulkKind } from './types';

/** What a role needs for each kind of job; the verbs of the single numbers ask for the same. */
export const PERMISSIONS: Readonly<Record<BulkKind, Permission>> = {
  purchase: 'numbers.buy',
  application: 'numbers.update',
  alias: 'numbers.update',
  tags: 'numbers.update',
  enable_ha: 'ha.update',
  release: 'numbers.release',
  import: 'numbers.import',
};
