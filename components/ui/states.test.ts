import { readFileSync } from 'node:fs';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { StateBadge } from '@/components/ui/state-badge';
import { stateLooks } from '@/components/ui/states';

function enumValues(name: string): string[] {
  const schema = ['numbers', 'calls', 'accounts']
    .map((file) => readFileSync(`prisma/schema/${file}.prisma`, 'utf8'))
    .join('\n');
  const body = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(schema)?.[1] ?? '';
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /^\w+$/.test(line));
}

describe('the states on screen', () => {
  it.each([
    ['rental', 'RentalStatus'],
    ['pair', 'HaPairState'],
    ['call', 'CallState'],
    ['compliance', 'ComplianceStatus'],
  ] as const)('cover every %s state the data can have', (kind, enumName) => {
    expect(Object.keys(stateLooks[kind]).sort()).toEqual(enumValues(enumName).sort());
  });

  it.each(Object.keys(stateLooks) as (keyof typeof stateLooks)[])(
    'have a word and an icon of their own (%s)',
    (kind) => {
      const looks = Object.values(stateLooks[kind]);
      expect(new Set(looks.map((look) => look.word)).size).toBe(looks.length);
      expect(new Set(looks.map((look) => look.icon)).size).toBe(looks.length);
    },
  );
});

describe('StateBadge', () => {
  it('says the state in words, the icon is only for the eye', () => {
    const html = renderToStaticMarkup(createElement(StateBadge, { kind: 'pair', state: 'waiting_for_stock' }));
    expect(html).toContain('aria-hidden="true"');
    expect(html.replace(/<[^>]+>/g, '')).toBe('Waiting for stock');
  });

  it('says whose state it is', () => {
    const html = renderToStaticMarkup(createElement(StateBadge, { kind: 'pair', state: 'active', prefix: 'HA' }));
    expect(html.replace(/<[^>]+>/g, '')).toBe('HA active');
  });
});
