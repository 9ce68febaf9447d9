/** A chosen number, as the bar under the results needs it. */
export interface CartItem {
  number: string;
  display: string;
  currency: 'INR' | 'USD';
  /** Set-up fee and first month before tax, micros as text. */
  dueMicros: string;
}

/** Kept while the tab is open, through searches and pages. */
const KEY = 'twinline.cart';
const NOTHING: readonly CartItem[] = [];

let held: readonly CartItem[] | null = null;
const listeners = new Set<() => void>();

function isItem(value: unknown): value is CartItem {
  if (typeof value !== 'object' || value === null) return false;
  const fields = new Map<string, unknown>(Object.entries(value));
  const fits = (name: keyof CartItem, form: RegExp) => {
    const field = fields.get(name);
    return typeof field === 'string' && form.test(field);
  };
  return (
    fits('number', /^\d{7,15}$/) &&
    fits('display', /./) &&
    fits('currency', /^(INR|USD)$/) &&
    fits('dueMicros', /^\d{1,18}$/)
  );
}

function stored(): readonly CartItem[] {
  try {
    const parsed: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
    return Array.isArray(parsed) ? parsed.filter(isItem) : NOTHING;
  } catch {
    return NOTHING;
  }
}

export function readCart(): readonly CartItem[] {
  held ??= stored();
  return held;
}

/** On the server nothing is chosen. */
export function emptyCart(): readonly CartItem[] {
  return NOTHING;
}

export function followCart(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function writeCart(items: readonly CartItem[]): void {
  held = items;
  try {
    sessionStorage.setItem(KEY, JSON.stringify(items));
  } catch {
    // Without storage the cart lasts as long as the page.
  }
  for (const listener of listeners) listener();
}
