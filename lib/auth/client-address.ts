import 'server-only';
import { headers } from 'next/headers';

/** Set by the HTTP front on every request, over whatever the client sent. */
export const CLIENT_ADDRESS_HEADER = 'x-twinline-client-address';

/** The address the current request came from, as the front determined it. */
export async function clientAddress(): Promise<string> {
  return (await headers()).get(CLIENT_ADDRESS_HEADER) ?? 'unknown';
}
