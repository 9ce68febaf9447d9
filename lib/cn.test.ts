import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cn } from '@/lib/cn';

describe('cn', () => {
  it.each([
    ['relative p-2', 'absolute', 'p-2 absolute'],
    ['inline-flex h-8 px-3', 'hidden h-7 px-2', 'hidden h-7 px-2'],
    ['px-3 py-2', 'p-0', 'p-0'],
    ['size-8', 'h-4', 'size-8 h-4'],
    ['h-4 w-4', 'size-8', 'size-8'],
    ['text-sm text-muted', 'text-fg', 'text-sm text-fg'],
    ['text-sm text-muted', 'text-xs text-right', 'text-muted text-xs text-right'],
    ['text-base text-balance', 'text-[13px]', 'text-base text-balance text-[13px]'],
    ['border border-line', 'border-danger-line', 'border border-danger-line'],
    ['border-line border-b', 'border-0', 'border-line border-0'],
    ['border-b border-line', 'border-b-0 border-r', 'border-line border-b-0 border-r'],
    ['border-t border-line', 'border-danger-line', 'border-t border-danger-line'],
    ['border-line', 'border-dashed', 'border-line border-dashed'],
    ['flex-1 flex-row', 'flex-col', 'flex-1 flex-col'],
    ['font-mono font-medium', 'font-normal', 'font-mono font-normal'],
    ['rounded-md focus-visible:rounded-md', 'rounded-full', 'focus-visible:rounded-md rounded-full'],
    ['hover:bg-hover bg-surface', 'bg-sunken', 'hover:bg-hover bg-sunken'],
    ['max-w-none min-w-0', 'max-w-3xl', 'min-w-0 max-w-3xl'],
    ['whitespace-nowrap', 'whitespace-normal', 'whitespace-normal'],
    ['-my-0.5', 'my-2', 'my-2'],
    ['figures tick', 'control', 'figures tick control'],
  ])('%s + %s', (before, after, joined) => expect(cn(before, after)).toBe(joined));

  it('leaves out what is not there', () => {
    expect(cn('a', false, undefined, null, { b: true, c: false }, ['d'])).toBe('a b d');
  });
});

describe('the class lists of the interface', () => {
  const sources = ['app', 'components'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
  const literals = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/(["'`])([^"'`\n$]*[a-z]-[^"'`\n$]*)\1/g)].map(([, , text = '']) => ({
      file,
      text,
    })),
  );

  it('are found', () => expect(literals.length).toBeGreaterThan(200));

  it('contain no class that the table takes for the same thing as its neighbour', () => {
    const changed = literals.filter(({ text }) => cn(text) !== text.trim().replace(/\s+/g, ' '));
    expect(changed).toEqual([]);
  });
});
