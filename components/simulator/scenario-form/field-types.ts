/** Which ids of the scenario itself a choice offers. */
export type Offer = 'carriers' | 'trunks' | 'numbers' | 'groups' | 'faults' | 'policies';

export type FieldKind =
  | 'text'
  | 'long'
  | 'number'
  | 'duration'
  | 'clock'
  | 'digits'
  /** Several ids, with commas. */
  | 'names'
  | 'choice'
  | 'check'
  /** A median and its spread. */
  | 'spread'
  /** Calls per second: one figure, 24 of them, or steps. */
  | 'rate'
  /** A list of small objects. */
  | 'rows';

export interface FieldSpec {
  /** Where the value stands in its item: `fallback.carrier`. */
  path: string;
  label: string;
  kind: FieldKind;
  hint?: string;
  /** What holds when it is left empty. */
  preset?: string;
  options?: readonly string[] | Offer;
  /** Seldom changed: behind "More". */
  more?: boolean;
  wide?: boolean;
  /** Of `rows`. */
  fields?: readonly FieldSpec[];
}

/** A part of a scenario: one object, or a list of items of one kind. */
export interface SectionSpec {
  id: string;
  title: string;
  says: string;
  /** The list's key in the scenario; left out, the fields stand in the scenario itself. */
  list?: { key: string; noun: string; least: number };
  /** Which fields an item has; faults differ by their kind. */
  fields: readonly FieldSpec[] | ((item: Item) => readonly FieldSpec[]);
}

/** An object of the scenario as it is written. */
export type Item = { readonly [key: string]: unknown };
