import { Download } from 'lucide-react';
import { buttonClasses } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { BUNDLE_PARTS } from '@/lib/operations/format';

/** What a bug report may carry: told before it is downloaded. */
export function BundleCard() {
  return (
    <Card
      id="support-bundle"
      title="Support bundle"
      description="One file for a bug report: JSON in gzip. It holds no secrets, no names or addresses of persons, and of phone numbers the first digits only."
      className="lg:col-span-2"
      footer={
        <>
          <span>Read it before you send it.</span>
          <a href="/operations/installation/bundle" download className={buttonClasses()}>
            <Download aria-hidden />
            Download bundle
          </a>
        </>
      }
    >
      <ul className="list-disc space-y-1 pl-4 text-sm">
        {Object.entries(BUNDLE_PARTS).map(([part, meaning]) => (
          <li key={part}>
            <span className="font-mono text-xs">{part}</span>: {meaning}
          </li>
        ))}
      </ul>
    </Card>
  );
}
