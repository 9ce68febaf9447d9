import { expect, it } from 'vitest';
import { scenarioJsonSchema } from '@/lib/simulator/scenario/json-schema';
import { faultFields, OWN_FIELDS } from './fault-fields';
import type { FieldSpec } from './field-types';
import { SECTIONS } from './sections';
import { numberOrText, pathText, valueAt, withValue } from './value-at';

interface Node {
  properties?: Record<string, Node>;
  items?: Node;
  anyOf?: Node[];
  oneOf?: Node[];
  const?: unknown;
}

/** Every path of the file's schema that holds a plain value; a list is its items. */
function pathsOf(node: Node, path: string): string[] {
  const choices = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  const below = [
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => pathsOf(child, path ? `${path}.${key}` : key)),
    ...(node.items?.properties || node.items?.oneOf ? pathsOf(node.items, `${path}[]`) : []),
    ...choices.flatMap((choice) => pathsOf(choice, path)),
  ];
  const isPlain = below.length === 0 || choices.some((choice) => !choice.properties && !choice.items?.properties);
  return isPlain ? [...below.filter((found) => found !== path), path] : below;
}

function pathsOfFields(fields: readonly FieldSpec[], base: string): string[] {
  return fields.flatMap(({ path, kind, fields: rows }) => {
    const whole = base ? `${base}.${path}` : path;
    if (kind === 'rows') return pathsOfFields(rows ?? [], `${whole}[]`);
    return kind === 'spread' ? [`${whole}.median`, `${whole}.spread`] : [whole];
  });
}

it('the form has a field for every part of a scenario file', () => {
  const fields = new Set(
    SECTIONS.flatMap(({ list, fields: own }) => {
      const base = list ? `${list.key}[]` : '';
      if (typeof own !== 'function') return pathsOfFields(own, base);
      return Object.keys(OWN_FIELDS).flatMap((kind) => pathsOfFields(faultFields({ kind }), base));
    }),
  );
  const wanted = [...new Set(pathsOf(scenarioJsonSchema() as Node, ''))].filter(
    // The policy has a section made of the thresholds themselves; a rate is one field; a fallback is what stands in it.
    (path) =>
      path !== '' && !path.startsWith('policy') && !/rate\.(byHour|steps)/.test(path) && !/\.fallback$/.test(path),
  );
  expect(wanted.length).toBeGreaterThan(100);
  expect(wanted.filter((path) => !fields.has(path))).toEqual([]);
});

it('values are set, taken away and named by their path', () => {
  const before = { carriers: [{ id: 'a' }, { id: 'b', ringing: { median: '2s' } }] };
  const after = withValue(before, ['carriers', 1, 'ringing', 'median'], undefined);
  expect(after).toEqual({ carriers: [{ id: 'a' }, { id: 'b' }] });
  expect(withValue(before, ['money', 'currency'], 'INR')).toEqual({ ...before, money: { currency: 'INR' } });
  expect(valueAt(before, ['carriers', 1, 'ringing', 'median'])).toBe('2s');
  expect(pathText(['carriers', 1, 'ringing', 'median'])).toBe('carriers[1].ringing.median');
});

it('a number is one as soon as it cannot become another by what was typed so far', () => {
  expect(['', '0', '0.', '0.0', '0.05', '1e3', 'x'].map(numberOrText)).toEqual([
    undefined,
    0,
    '0.',
    '0.0',
    0.05,
    '1e3',
    'x',
  ]);
});
