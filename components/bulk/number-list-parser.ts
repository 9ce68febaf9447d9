import { createParser } from 'nuqs/server';

/** Numbers as digits with commas between them; what is none is left out, and so is what is beyond the most. */
export function parseAsNumbers(most: number) {
  return createParser<string[]>({
    parse: (text) => {
      const numbers = text.split(',').filter((number) => /^[1-9]\d{6,14}$/.test(number));
      return [...new Set(numbers)].slice(0, most);
    },
    serialize: (numbers) => numbers.join(','),
  }).withDefault([]);
}
