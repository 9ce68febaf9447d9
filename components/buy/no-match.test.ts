import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { NoMatch } from './no-match';

const search = { country: 'IN', type: null, areas: [], pattern: '', match: 'contains', capabilities: [], cursor: null };

function rendered(isOperator: boolean): string {
  const explanation = { culprit: null, relaxations: [] };
  return renderToStaticMarkup(createElement(NoMatch, { search, explanation, isOperator } as never));
}

it('tells the operator of an empty country how to get stock', () => {
  expect(rendered(true)).toContain('npm run stock -- generate --count 50000');
  expect(rendered(true)).toContain('npm run stock -- import FILE.csv --carrier NAME');
});

it('tells anybody else to choose another country', () => {
  expect(rendered(false)).toContain('Choose another country.');
  expect(rendered(false)).not.toContain('npm run');
});
