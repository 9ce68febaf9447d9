import { type ClassValue, clsx } from 'clsx';
import { createTailwindMerge } from 'tailwind-merge';

type Group = (string | Record<string, readonly (string | ((value: string) => boolean))[]>)[];

const any = () => true;
/** `name` alone and `name-` with anything after it. */
const family = (name: string): Group => [name, { [name]: [any] }];

const families = [
  ...['p', 'px', 'py', 'pt', 'pr', 'pb', 'pl', 'm', 'mx', 'my', 'mt', 'mr', 'mb', 'ml'],
  ...['w', 'h', 'size', 'min-w', 'min-h', 'max-w', 'max-h', 'gap', 'gap-x', 'gap-y', 'bg', 'z', 'opacity'],
  ...['inset', 'top', 'right', 'bottom', 'left', 'rounded', 'shadow', 'overflow', 'overflow-x', 'overflow-y'],
  ...['inset-x', 'inset-y', 'rounded-t', 'rounded-r', 'rounded-b', 'rounded-l', 'border-spacing'],
  ...[
    'items',
    'justify',
    'justify-self',
    'justify-items',
    'self',
    'whitespace',
    'align',
    'cursor',
    'grid-cols',
    'col-span',
  ],
];

/**
 * Which classes set the same thing. Only what this interface uses: its sizes and colours are a
 * closed list, and the library's own table of all of Tailwind costs every page 6 kB.
 */
const classGroups: Record<string, Group> = {
  ...Object.fromEntries(families.map((name) => [name, family(name)])),
  position: ['static', 'relative', 'absolute', 'fixed', 'sticky'],
  display: ['block', 'inline-block', 'inline', 'flex', 'inline-flex', 'grid', 'inline-grid', 'contents', 'hidden'],
  'flex-direction': [{ flex: ['row', 'col', 'row-reverse', 'col-reverse'] }],
  'flex-wrap': [{ flex: ['wrap', 'nowrap', 'wrap-reverse'] }],
  'flex-grow': [{ flex: ['1', 'auto', 'none', 'initial'] }],
  shrink: family('shrink'),
  'font-family': [{ font: ['sans', 'mono'] }],
  'font-weight': [{ font: ['normal', 'medium', 'semibold', 'bold'] }],
  'text-align': [{ text: ['left', 'center', 'right', 'start', 'end'] }],
  'text-wrap': [{ text: ['wrap', 'nowrap', 'balance', 'pretty'] }],
  'text-size': [{ text: ['xs', 'sm', 'base', 'xl'] }],
  'text-color': [{ text: [any] }],
  'border-collapse': [{ border: ['collapse', 'separate'] }],
  'border-style': [{ border: ['solid', 'dashed', 'dotted', 'none'] }],
  'border-width': ['border', { border: ['0', '2'] }],
  ...Object.fromEntries(
    ['t', 'r', 'b', 'l', 'x', 'y'].map((side) => [
      `border-${side}`,
      [`border-${side}`, { [`border-${side}`]: ['0', '2'] }],
    ]),
  ),
  'border-color': [{ border: [any] }],
  'outline-offset': ['outline-offset', '-outline-offset'].map((name) => ({ [name]: [any] })),
};

const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  theme: {},
  classGroups,
  conflictingClassGroups: {
    p: ['px', 'py', 'pt', 'pr', 'pb', 'pl'],
    px: ['pr', 'pl'],
    py: ['pt', 'pb'],
    m: ['mx', 'my', 'mt', 'mr', 'mb', 'ml'],
    mx: ['mr', 'ml'],
    my: ['mt', 'mb'],
    size: ['w', 'h'],
    gap: ['gap-x', 'gap-y'],
    inset: ['inset-x', 'inset-y', 'top', 'right', 'bottom', 'left'],
    'inset-x': ['right', 'left'],
    'inset-y': ['top', 'bottom'],
    rounded: ['rounded-t', 'rounded-r', 'rounded-b', 'rounded-l'],
    overflow: ['overflow-x', 'overflow-y'],
    'border-width': ['border-t', 'border-r', 'border-b', 'border-l', 'border-x', 'border-y'],
    'border-x': ['border-r', 'border-l'],
    'border-y': ['border-t', 'border-b'],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ['before', 'after', 'placeholder', 'marker', 'selection', 'backdrop', '*', '**'],
}));

/** Joins class names; of two classes that set the same thing the later wins. */
export function cn(...inputs: ClassValue[]): string {
  return merge(clsx(inputs));
}
