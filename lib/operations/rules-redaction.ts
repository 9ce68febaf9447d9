/** What must not leave the installation, as it may stand in any text. */
const EMAIL = /[^\s@<>"'(),;:/[\]]+@[^\s@<>"'(),;:/[\]]+\.[a-z]{2,}/gi;
/** User and password of an address. */
const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi;
/** Nine digits and more, grouped or not, that are no part of a word: a phone number, or something as long. */
const NUMBER = /(?<![\w.-])\+?\d(?:[\s().-]?\d){8,18}(?![\w])/g;
const IPV4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/g;
/** Folders of persons are called after them. */
const HOME = /(\/(?:home|Users)\/)[^/\s"']+/g;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;
/** Shorter ones are words. */
const SECRET_LENGTH_MIN = 6;

function shortened(number: string): string {
  return `${number.replaceAll(/[^\d+]/g, '').slice(0, 5)}…`;
}

/** A text without secrets, e-mail addresses and clients' addresses; numbers keep their first digits. */
export function redactText(text: string, secrets: readonly string[]): string {
  if (ISO_TIME.test(text)) return text;
  let redacted = text;
  for (const secret of secrets)
    if (secret.length >= SECRET_LENGTH_MIN) redacted = redacted.replaceAll(secret, '[secret]');
  return redacted
    .replaceAll(USER_INFO, '$1[redacted]@')
    .replaceAll(HOME, '$1…')
    .replaceAll(EMAIL, '[e-mail]')
    .replaceAll(IPV4, (address) => (address.startsWith('127.') ? address : '[address]'))
    .replaceAll(NUMBER, shortened);
}

/** The same for every text of a value, names of fields included. Moments become text. */
export function redact(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return redactText(value, secrets);
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item: unknown) => redact(item, secrets));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [redactText(name, secrets), redact(item, secrets)]),
  );
}
