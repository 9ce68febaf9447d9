import { AsyncLocalStorage } from 'node:async_hooks';
import { createId } from '@/lib/ids';

/** What every line logged by a piece of work says, besides what the line itself says. */
export interface LogFields {
  /** The request that is answered; also in its `x-request-id` header, its audit rows and its error messages. */
  requestId?: string;
  /** Where that request came from, as the front determined it; also in its audit rows. */
  clientAddress?: string;
  /** The worker's job. */
  job?: string;
  /** The call the agent works on. */
  callId?: string;
}

// One a process: the web process holds this module twice, in its front and in Next's bundle.
const held = globalThis as typeof globalThis & { twinlineLogFields?: AsyncLocalStorage<LogFields> };
held.twinlineLogFields ??= new AsyncLocalStorage();
const storage = held.twinlineLogFields;

/** Runs `work`; whatever it logs, also after awaiting, carries the fields. Those of outer work stay. */
export function withLogFields<T>(fields: LogFields, work: () => T): T {
  return storage.run({ ...storage.getStore(), ...fields }, work);
}

/** The fields of the work under way; none outside of any. A copy. */
export function currentLogFields(): LogFields {
  return { ...storage.getStore() };
}

/** Where the request that is answered came from; null for work that answers none. */
export function currentClientAddress(): string | null {
  return storage.getStore()?.clientAddress ?? null;
}

/** The id of the request that is answered, or a new one for work that answers none. */
export function currentRequestId(): string {
  return storage.getStore()?.requestId ?? createId('req');
}
