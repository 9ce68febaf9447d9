import { Alert } from '@/components/ui/alert';

/** Says which parts of an address were not understood, so that nobody takes what is shown for what was asked. */
export function LeftOut({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  const [first = '', ...others] = names;
  const listed = others.length === 0 ? first : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return (
    <Alert tone="warn" className="mb-3">
      {listed} {others.length === 0 ? 'was' : 'were'} left out: the address has a value there that is not known here.
    </Alert>
  );
}
