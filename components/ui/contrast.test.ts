import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** `--name: light-dark(#light, #dark);` of the style sheet itself, so a changed colour is measured. */
function readTokens(): Map<string, { light: string; dark: string }> {
  const css = readFileSync('app/globals.css', 'utf8');
  const pairs = css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return new Map([...pairs].map(([, name = '', light = '', dark = '']) => [name, { light, dark }]));
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const tokens = readTokens();
const grounds = ['canvas', 'surface', 'sunken', 'raised', 'hover'];
const tones = ['ok', 'warn', 'danger', 'info', 'neutral'];
const states = ['healthy', 'suspect', 'degraded', 'congested', 'open', 'probing', 'ramping'];

const textPairs = [
  ...['fg', 'muted', 'accent-fg'].flatMap((ink) => [...grounds, 'neutral-soft'].map((ground) => [ink, ground])),
  ...[...tones, ...states].flatMap((ink) => [`${ink}-soft`, ...grounds].map((ground) => [ink, ground])),
  ...tones.flatMap((tone) => ['fg', 'muted'].map((ink) => [ink, `${tone}-soft`])),
  ['accent-fg', 'accent-soft'],
  ['fg', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-danger', 'danger-fill'],
  ['on-danger', 'danger-fill-hover'],
];

const controlPairs = [
  ...['line-strong', 'focus', 'accent'].flatMap((mark) => grounds.map((ground) => [mark, ground])),
  ...tones.map((tone) => ['focus', `${tone}-soft`]),
];

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  const measured = (pairs: string[][]) =>
    pairs.map(([ink = '', ground = '']) => {
      const [a, b] = [tokens.get(ink), tokens.get(ground)];
      if (!a || !b) throw new Error(`No token for ${ink} on ${ground}`);
      return { pair: `${ink} on ${ground}`, ratio: contrast(a[theme], b[theme]) };
    });

  it('gives every text at least 4.5 : 1', () => {
    expect(measured(textPairs).filter(({ ratio }) => ratio < 4.5)).toEqual([]);
  });

  it('gives every control, mark and focus ring at least 3 : 1', () => {
    expect(measured(controlPairs).filter(({ ratio }) => ratio < 3)).toEqual([]);
  });
});

it('measures black on white as 21 : 1', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
});
