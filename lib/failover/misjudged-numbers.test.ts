import { describe, expect, it } from 'vitest';
import { type InvalidNumbers, misjudgedBy, noteInvalid } from './misjudged-numbers';
import { withChanges } from './policy';

const policy = withChanges({ retry: { invalidMemoryNumbers: 2, invalidMemoryHours: 1 } });
const HOUR = 3_600_000;

function remember(...destinations: string[]): InvalidNumbers {
  const memory: InvalidNumbers = new Map();
  for (const destination of destinations) noteInvalid(memory, { destination, trunkId: 'a1', at: 0 }, policy);
  return memory;
}

describe('a number that a trunk called invalid', () => {
  it('counts against that trunk when another one completes it', () => {
    const memory = remember('91');
    expect(misjudgedBy(memory, { destination: '91', trunkId: 'b1', at: HOUR }, policy)).toBe('a1');
    expect(misjudgedBy(memory, { destination: '91', trunkId: 'b1', at: HOUR }, policy)).toBeNull();
  });

  it('counts against nobody when the same trunk completes it, or another one much later', () => {
    expect(misjudgedBy(remember('91'), { destination: '91', trunkId: 'a1', at: 1 }, policy)).toBeNull();
    expect(misjudgedBy(remember('91'), { destination: '91', trunkId: 'b1', at: HOUR + 1 }, policy)).toBeNull();
    expect(misjudgedBy(remember('91'), { destination: '92', trunkId: 'b1', at: 1 }, policy)).toBeNull();
  });

  it('is forgotten when there are too many, the oldest first', () => {
    const memory = remember('91', '92', '91', '93');
    expect([...memory.keys()]).toEqual(['91', '93']);
  });
});
