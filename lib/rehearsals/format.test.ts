import { expect, it } from 'vitest';
import { phaseWords } from './format';

it('says what is being run as the page calls it', () => {
  expect(phaseWords('engine, seed 7')).toBe('HA on, repeat 7');
  expect(phaseWords('something-else')).toBe('something-else');
  expect(phaseWords(null)).toBe('');
});
