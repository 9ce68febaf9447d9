interface Reader {
  type?: 'single' | 'multi' | undefined;
  // A parser of one kind or the other; each is only handed what its kind reads.
  parse: (value: never) => unknown;
}

type Address = Record<string, string | string[] | undefined>;

/** What a parser makes of the values an address has under its name; null when it makes nothing of one of them. */
function read({ type, parse }: Reader, values: string[]): unknown {
  if (type !== 'multi') return (parse as (text: string) => unknown)(values[0] ?? '');
  const parsed = (parse as (texts: string[]) => unknown)(values);
  return Array.isArray(parsed) && parsed.length < values.length ? null : parsed;
}

/**
 * The parts of an address that have a value which none of its readers understands, by the words people know them by.
 * Parts without words are not told: nobody types them.
 */
export function leftOutNames(
  readers: Readonly<Record<string, Reader>>,
  address: Address,
  words: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(words).flatMap(([name, word]) => {
    const reader = readers[name];
    const values = [address[name] ?? []].flat().filter((value) => value !== '');
    return reader && values.length > 0 && read(reader, values) === null ? [word] : [];
  });
}
