import { Button } from '@/components/ui/button';
import { CopyButton } from '@/components/ui/copy-button';

/** Codes that are shown now and never again. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  return (
    <div className="grid gap-4">
      <p className="text-muted">
        Each signs you in once without the app. Keep them where you find them when the phone is gone: they are shown
        only now.
      </p>
      <div className="flex items-start justify-between gap-2 rounded-md border border-line bg-sunken px-3 py-2">
        <ul aria-label="Recovery codes" className="grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
          {codes.map((code) => (
            <li key={code} className="select-all">
              {code}
            </li>
          ))}
        </ul>
        <CopyButton value={codes.join('\n')} label="recovery codes" />
      </div>
      <Button variant="primary" className="sm:justify-self-end" onClick={onDone}>
        I have kept them
      </Button>
    </div>
  );
}
