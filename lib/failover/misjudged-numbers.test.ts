import { describe, expect, it } from 'vitest';
import { createInvalidNumbers, type InvalidNumbers, misjudgedBy, noteInvalid } from './misjudged-numbers';
import { withChanges } from './policy';

const policy = withChanges({ retry: { invalidMemoryNumbers: 2, invalidMemoryHours: 1 } });
const HOUR = 3_600_000;

function remember(...destinations: string[]): InvalidNumbers {
  const memory = createInvalidNumbers();
  for (const destination of destinations) noteInvalid(memory, call(destination, 'a1', 0), policy);
  return memory;
}

function call(destination: string, trunkId: string, at: number) {
  return { destination, callee: Number(destination), trunkId, at };
}

describe('a number that a trunk called invalid', () => {
  it('counts against that trunk when another one completes it', () => {
    const memory = remember('91');
    expect(misjudgedBy(memory, call('91', 'b1', HOUR), policy)).toBe('a1');
    expect(misjudgedBy(memory, call('91', 'b1', HOUR), policy)).toBeNull();
  });

  it('counts against nobody when the same trunk completes it, or another one much later', () => {
    expect(misjudgedBy(remember('91'), call('91', 'a1', 1), policy)).toBeNull();
    expect(misjudgedBy(remember('91'), call('91', 'b1', HOUR + 1), policy)).toBeNull();
    expect(misjudgedBy(remember('91'), call('92', 'b1', 1), policy)).toBeNull();
  });

  it('is forgotten when there are too many, the oldest first', () => {
    const memory = remember('91', '92', '91', '93');
    expect([...memory.noted.keys()]).toEqual(['91', '93']);
    expect(misjudgedBy(memory, call('92', 'b1', 1), policy)).toBeNull();
    expect(misjudgedBy(memory, call('93', 'b1', 1), policy)).toBe('a1');
  });
});
