import { CopyButton } from '@/components/ui/copy-button';

interface SecretOnceProps {
  /** What it is, for the copy button: "invitation link". */
  label: string;
  value: string;
}

/** Something that is shown now and never again. */
export function SecretOnce({ label, value }: SecretOnceProps) {
  return (
    <p className="flex items-start justify-between gap-2 rounded-md border border-line bg-sunken px-3 py-2">
      <code className="min-w-0 font-mono text-sm break-all select-all">{value}</code>
      <CopyButton value={value} label={label} />
    </p>
  );
}
