import { describe, expect, it } from 'vitest';
import { navigationFor } from '@/components/layout/navigation';
import { GO_TO, readShortcut } from './shortcuts';

const quiet = { ctrlKey: false, metaKey: false, altKey: false, isTaken: false, isLed: false, allowsSingleKeys: true };
const press = (key: string, more: Partial<typeof quiet> = {}) => readShortcut({ ...quiet, key, ...more });

describe('readShortcut', () => {
  it('opens the palette by Ctrl K and Cmd K, also while somebody types', () => {
    expect(press('k', { ctrlKey: true })).toEqual({ kind: 'palette' });
    expect(press('K', { metaKey: true, isTaken: true })).toEqual({ kind: 'palette' });
    expect(press('k', { ctrlKey: true, altKey: true })).toBeNull();
  });

  it('reads single keys only where nobody types and nobody switched them off', () => {
    expect(press('?')).toEqual({ kind: 'sheet' });
    expect(press('/')).toEqual({ kind: 'search' });
    for (const key of ['?', '/', 'g']) {
      expect(press(key, { isTaken: true })).toBeNull();
      expect(press(key, { allowsSingleKeys: false })).toBeNull();
      expect(press(key, { ctrlKey: true })).toBeNull();
    }
  });

  it('goes places by G and a letter', () => {
    expect(press('g')).toEqual({ kind: 'lead' });
    expect(press('n', { isLed: true })).toEqual({ kind: 'go', href: '/phone-numbers/active' });
    expect(press('z', { isLed: true })).toBeNull();
    expect(press('n')).toBeNull();
  });

  it('has one letter a place, and leads only to pages of the navigation', () => {
    expect(new Set(GO_TO.map(({ key }) => key)).size).toBe(GO_TO.length);
    const pages = navigationFor(false).flatMap(({ href, items }) => (href ? [href] : items.map((item) => item.href)));
    for (const { href } of GO_TO) expect(pages).toContain(href);
  });
});
