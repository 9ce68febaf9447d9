import 'server-only';
import { headers } from 'next/headers';

/** Set by the HTTP front on every request, over whatever the client sent. */
export const CLIENT_ADDRESS_HEADER = 'x-twinline-client-address';

/** Where a request comes from, as the list of sessions shows it. */
export interface Browser {
  address: string;
  /** What the browser says it is. */
  userAgent: string;
}

const USER_AGENT_MAX_LENGTH = 300;

/** The browser of a request, by its headers; the address is the one the front determined. */
export function browserOf(header: (name: string) => string | null | undefined): Browser {
  return {
    address: header(CLIENT_ADDRESS_HEADER) ?? 'unknown',
    userAgent: (header('user-agent') ?? '').replaceAll(/\p{Cc}/gu, ' ').slice(0, USER_AGENT_MAX_LENGTH),
  };
}

/** The browser of the current request. */
export async function currentBrowser(): Promise<Browser> {
  const all = await headers();
  return browserOf((name) => all.get(name));
}

/** The address the current request came from, as the front determined it. */
export async function clientAddress(): Promise<string> {
  return (await currentBrowser()).address;
}
