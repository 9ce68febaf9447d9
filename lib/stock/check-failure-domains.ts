import { AppError } from '@/lib/errors';

/** For instance upstream:acme or dc:mumbai-1. */
const FAILURE_DOMAIN = /^[a-z0-9][a-z0-9:._-]{0,79}$/;

/** The failure domains as they are kept: each once. Throws for the first that is none. */
export function checkFailureDomains(domains: readonly string[]): string[] {
  const bad = domains.find((domain) => !FAILURE_DOMAIN.test(domain));
  if (bad === undefined) return [...new Set(domains)];
  throw new AppError(
    'invalid_input',
    `Failure domain "${bad.slice(0, 40)}" must be like upstream:acme: lower-case letters, digits, and : . _ -`,
    { field: 'failureDomains' },
  );
}
