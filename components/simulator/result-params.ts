import { createLoader, parseAsString, parseAsStringLiteral } from 'nuqs/server';

/** Which part of a result the address shows; read the same way by server and browser. */
export const resultParsers = {
  /** The policy looked at; left out, HA on. */
  show: parseAsString,
  /** The one it is held against; "none" for none. */
  against: parseAsString,
  view: parseAsStringLiteral(['charts', 'tables'] as const).withDefault('charts'),
};

export const loadResultParams = createLoader(resultParsers);
