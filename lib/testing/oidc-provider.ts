import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Whom the provider says signed in, and what it gets wrong on purpose. */
export interface OidcPerson {
  sub: string;
  email: string;
  email_verified?: boolean;
  name?: string;
  nonce?: string;
  aud?: string;
  iss?: string;
  /** The ID token is signed by a key the provider does not publish. */
  forged?: boolean;
}

interface Pending {
  challenge: string;
  nonce: string;
}

const KEY_ID = 'test-key';

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function newKey() {
  return generateKeyPairSync('rsa', { modulusLength: 2_048 });
}

/** A small OpenID provider on loopback: somebody else's service, as sign-in meets it. Asks nobody anything. */
export class OidcProvider {
  readonly clientId = 'twinline';
  readonly clientSecret = 'only-for-tests';
  /** Who signs in next. */
  person: OidcPerson = { sub: '', email: '' };
  /** What the last request for a sign-in asked. */
  asked = new URLSearchParams();
  readonly #key = newKey();
  readonly #foreignKey = newKey();
  readonly #codes = new Map<string, Pending>();
  readonly #server: Server = createServer((req, res) => void this.#answer(req, res));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this.issuer;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', this.issuer);
    const json = (body: object, status = 200) =>
      res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    if (url.pathname === '/.well-known/openid-configuration') json(this.#configuration());
    else if (url.pathname === '/jwks')
      json({ keys: [{ ...this.#key.publicKey.export({ format: 'jwk' }), kid: KEY_ID }] });
    else if (url.pathname === '/authorize') this.#authorize(url, res);
    else if (url.pathname === '/token') {
      const token = this.#redeem(req, await bodyOf(req));
      if (token) json({ access_token: 'unused', token_type: 'Bearer', expires_in: 60, id_token: token });
      else json({ error: 'invalid_grant' }, 400);
    } else json({}, 404);
  }

  #configuration() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  #authorize(url: URL, res: ServerResponse): void {
    this.asked = url.searchParams;
    const code = randomBytes(16).toString('hex');
    this.#codes.set(code, {
      challenge: this.asked.get('code_challenge') ?? '',
      nonce: this.asked.get('nonce') ?? '',
    });
    const back = new URL(this.asked.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', this.asked.get('state') ?? '');
    res.writeHead(302, { location: back.href }).end();
  }

  /** An ID token for a code, once, to who knows the secret and the verifier. */
  #redeem(req: IncomingMessage, form: URLSearchParams): string | null {
    const code = form.get('code') ?? '';
    const pending = this.#codes.get(code);
    this.#codes.delete(code);
    const client = Buffer.from(`${this.clientId}:${this.clientSecret}`).toString('base64');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!pending || challenge !== pending.challenge || req.headers.authorization !== `Basic ${client}`) return null;
    const { forged, ...person } = this.person;
    const seconds = Math.floor(Date.now() / 1_000);
    const times = { iat: seconds, exp: seconds + 60 };
    const claims = { iss: this.issuer, aud: this.clientId, nonce: pending.nonce, ...times, ...person };
    return sign(claims, forged ? this.#foreignKey.privateKey : this.#key.privateKey);
  }
}

function sign(claims: object, key: KeyObject): string {
  const text = `${base64url({ alg: 'RS256', kid: KEY_ID })}.${base64url(claims)}`;
  return `${text}.${createSign('sha256').update(text).sign(key, 'base64url')}`;
}

async function bodyOf(req: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of req) text += chunk;
  return new URLSearchParams(text);
}
