import type { Route } from 'next';

/** Where G and then a letter leads. */
export const GO_TO: readonly { key: string; label: string; href: Route }[] = [
  { key: 'o', label: 'Overview', href: '/overview' },
  { key: 'b', label: 'Buy Number', href: '/phone-numbers/buy' },
  { key: 'n', label: 'Active Numbers', href: '/phone-numbers/active' },
  { key: 'l', label: 'Call Logs', href: '/voice/calls' },
  { key: 'c', label: 'Carriers', href: '/voice/carriers' },
  { key: 'i', label: 'Incidents', href: '/voice/incidents' },
  { key: 'h', label: 'HA coverage', href: '/voice/coverage' },
  { key: 's', label: 'Simulator', href: '/voice/simulator' },
];

export type Shortcut = { kind: 'palette' | 'sheet' | 'search' | 'lead' } | { kind: 'go'; href: Route };

interface Key {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Typing, or choosing in a menu or dialog: single keys belong to that. */
  isTaken: boolean;
  /** G was pressed just before. */
  isLed: boolean;
  /** Somebody switched single keys off: speech input and shaky hands press them by accident. */
  allowsSingleKeys: boolean;
}

/** What a key press asks for; null when it is not ours. */
export function readShortcut(press: Key): Shortcut | null {
  const { ctrlKey, metaKey, altKey, isTaken, isLed, allowsSingleKeys } = press;
  const key = press.key.toLowerCase();
  if ((ctrlKey || metaKey) && !altKey && key === 'k') return { kind: 'palette' };
  if (ctrlKey || metaKey || altKey || isTaken || !allowsSingleKeys) return null;
  if (isLed) {
    const place = GO_TO.find((entry) => entry.key === key);
    return place ? { kind: 'go', href: place.href } : null;
  }
  if (key === '?') return { kind: 'sheet' };
  if (key === '/') return { kind: 'search' };
  return key === 'g' ? { kind: 'lead' } : null;
}
