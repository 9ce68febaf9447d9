import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { QR_MOST_BYTES, qrCode } from './qr-code';

/** The dark modules line by line. */
function picture(text: string): string[] {
  const { size, path } = qrCode(text);
  const lines = Array.from({ length: size }, () => new Array<string>(size).fill(' '));
  for (const [, x, y] of path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) {
    const line = lines[Number(y)];
    if (line) line[Number(x)] = '#';
  }
  return lines.map((line) => line.join(''));
}

it('has the three patterns by which readers find it', () => {
  const lines = picture('Twinline');
  expect(lines).toHaveLength(21);
  const finder = ['#######', '#     #', '# ### #', '# ### #', '# ### #', '#     #', '#######'];
  expect(lines.slice(0, 7).map((line) => line.slice(0, 7))).toEqual(finder);
  expect(lines.slice(0, 7).map((line) => line.slice(-7))).toEqual(finder);
  expect(lines.slice(-7).map((line) => line.slice(0, 7))).toEqual(finder);
});

/** Found equal, module by module, to what another encoder (uqr 0.1.2) makes of the same text, level and mask. */
it.each([
  [1, 21, 'c8a0f230591a42df'],
  [14, 21, '2b76e502a92deb9e'],
  [15, 25, 'b328cde1cd604202'],
  [62, 33, '5db7830567dd82ab'],
  [100, 41, '14e664bf751c3a57'],
  [122, 45, '2c1f6ef5e9103c43'],
  [160, 53, '697acfaa47561800'],
  [213, 57, 'a13ff7b43bbfd683'],
])('of %i bytes has %i modules a side, those of another encoder', (length, size, fingerprint) => {
  const signs = 'abcdefghij%&?=:/XYZ0189';
  const text = Array.from({ length }, (_, at) => signs.charAt((at * 7 + length) % signs.length)).join('');
  const code = qrCode(text);
  expect(code.size).toBe(size);
  expect(createHash('sha256').update(code.path).digest('hex').slice(0, 16)).toBe(fingerprint);
});

it('refuses a text that does not fit', () => {
  expect(qrCode('x'.repeat(QR_MOST_BYTES)).size).toBe(57);
  expect(() => qrCode('é'.repeat(QR_MOST_BYTES))).toThrow(RangeError);
});
