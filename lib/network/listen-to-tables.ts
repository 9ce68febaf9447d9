import 'server-only';
import { DatabaseListener } from '@/lib/database-listener';

/** The PostgreSQL channel on which statement triggers name the table that changed (migration network_notices). */
const TABLES_CHANNEL = 'twinline_tables';

/**
 * Calls back with the name of each table of the agent's that changes, and with null when listening has begun (again),
 * since notices before that were missed. The returned function ends it.
 */
export function listenToTables(onChange: (table: string | null) => void): () => Promise<void> {
  const listener = new DatabaseListener({
    channel: TABLES_CHANNEL,
    onNotice: (table) => onChange(table),
    onListening: () => onChange(null),
  });
  listener.start();
  return () => listener.stop();
}
