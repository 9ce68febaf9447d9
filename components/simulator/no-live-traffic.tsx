import { FlaskConical } from 'lucide-react';

/** On every page of the simulator, above all else. */
export function NoLiveTraffic() {
  return (
    <p className="mb-4 flex items-center gap-2 rounded-md border border-info-line bg-info-soft px-3 py-1.5 text-sm">
      <FlaskConical aria-hidden className="size-4 shrink-0 text-info" />
      Nothing here touches live traffic: every call is simulated, in virtual time.
    </p>
  );
}
