import 'server-only';
import { Prisma } from '@/lib/db';

/**
 * The last change of the trunk `t` of the query around it, as a whole; of several in one ms the one that was recorded
 * last. Joined as `LATERAL (LAST_CHANGE) e`.
 */
export const LAST_CHANGE = Prisma.sql`
  SELECT at, to_state, rule, figures FROM route_events
   WHERE trunk_id = t.id AND destination_group IS NULL AND number IS NULL ORDER BY at DESC, id DESC LIMIT 1`;
