import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { encryptAuthToken } from '@/lib/accounts/encrypt-auth-token';
import { db } from '@/lib/db';
import { createId } from '@/lib/ids';
import { createAccount } from './factories';

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  parameters: Record<string, string>;
}

/** What the next request is answered with; `hang` never answers. */
export type Reply = number | 'hang' | { status: number; headers: Record<string, string> };

/** A customer's web server on this machine, which notes what it is sent. */
export class Receiver {
  readonly received: Received[] = [];
  reply: Reply = 200;
  readonly #server = createServer((req, res) => {
    const chunks: Buffer[] = [];
    req.on('data', (chunk: Buffer) => chunks.push(chunk));
    req.on('end', () => {
      const parameters = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')));
      this.received.push({ path: req.url ?? '', headers: req.headers, parameters });
      const { reply } = this;
      if (reply === 'hang') return;
      if (typeof reply === 'number') res.writeHead(reply).end('anything');
      else res.writeHead(reply.status, reply.headers).end();
    });
  });

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return this;
  }

  get port(): number {
    const address = this.#server.address() as AddressInfo;
    return address.port;
  }

  url(path = '/hooks?team=voice'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

export const AUTH_TOKEN = 'Zx9TestTokenTestTokenTestTokenTestToken0';

/** An account whose auth token is known, so that what it signs can be checked. */
export async function createSigningAccount(options: Parameters<typeof createAccount>[0] = {}) {
  const account = await createAccount(options);
  const authTokenEncrypted = encryptAuthToken(account.id, AUTH_TOKEN);
  await db.account.update({ where: { id: account.id }, data: { authTokenEncrypted } });
  return account;
}

/** An endpoint as it stands in the database, whatever its address. */
export async function createEndpoint(account: { id: string; userId: string }, url: string, isEnabled = true) {
  const id = createId('whe');
  return db.webhookEndpoint.create({
    data: { id, accountId: account.id, url, description: '', createdBy: account.userId, isEnabled },
  });
}
