import { ExternalLink } from 'lucide-react';
import { Card } from '@/components/ui/card';
import { formatBytes, ITEM_WORDS, MEDIA_WORDS } from '@/lib/compliance/format';
import type { DocumentSummary } from '@/lib/compliance/types';

/** A certificate, beside the fields it is compared with. Its answer's own policy keeps it from doing anything. */
export function DocumentView({ document }: { document: DocumentSummary }) {
  const { id, item, fileName, mediaType, byteCount } = document;
  const address = `/api/compliance/documents/${id}`;
  const title = ITEM_WORDS[item];
  return (
    <Card
      id={item}
      title={title}
      description={`${fileName} · ${MEDIA_WORDS[mediaType]}, ${formatBytes(byteCount)}`}
      actions={
        <a href={address} target="_blank" rel="noreferrer" className="link inline-flex items-center gap-1.5 text-sm">
          <ExternalLink aria-hidden className="size-3.5" />
          <span>
            Open<span className="sr-only"> {title}</span> in a new tab
          </span>
        </a>
      }
      flush
    >
      {mediaType === 'application/pdf' ? (
        <iframe
          src={`${address}#navpanes=0&view=FitH`}
          title={`${title}: ${fileName}`}
          className="block h-[70vh] w-full bg-sunken"
        />
      ) : (
        <div className="grid max-h-[70vh] place-items-center overflow-auto bg-sunken p-4">
          {/* biome-ignore lint/performance/noImgElement: a private document must not go through an image cache */}
          <img src={address} alt={`${title}: ${fileName}`} className="max-w-full" />
        </div>
      )}
    </Card>
  );
}
