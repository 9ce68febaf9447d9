import { FileText, ImageIcon } from 'lucide-react';
import { ItemNote } from '@/components/compliance/item-note';
import { UploadButton } from '@/components/compliance/upload-button';
import { Card } from '@/components/ui/card';
import { DOCUMENT_HINTS, DOCUMENT_KINDS_SENTENCE, formatBytes, ITEM_WORDS, MEDIA_WORDS } from '@/lib/compliance/format';
import type { ApplicationDetail, DocumentItem, DocumentSummary } from '@/lib/compliance/types';
import { formatInstant } from '@/lib/datetime';

const ITEMS = ['registration_certificate', 'gst_certificate'] as const satisfies DocumentItem[];

interface DocumentsCardProps {
  application: ApplicationDetail;
  timeZone: string;
  /** Whether they may be changed now. */
  isOpen: boolean;
  maySee: boolean;
}

/** Both certificates: what is there, why it came back, and the button that puts another in its place. */
export function DocumentsCard({ application, timeZone, isOpen, maySee }: DocumentsCardProps) {
  const { id, documents, itemReasons } = application;
  return (
    <Card id="documents" title="Documents" description={`${DOCUMENT_KINDS_SENTENCE} Stored encrypted.`} flush>
      <ul className="divide-y divide-line">
        {ITEMS.map((item) => {
          const document = documents.find((one) => one.item === item);
          return (
            <li key={item} className="grid gap-2 px-4 py-3.5">
              <p className="font-medium">{ITEM_WORDS[item]}</p>
              <ItemNote reason={itemReasons[item]} />
              {document ? (
                <DocumentLine document={document} timeZone={timeZone} maySee={maySee} />
              ) : (
                <p className="text-sm text-muted">{isOpen ? DOCUMENT_HINTS[item] : 'None.'}</p>
              )}
              {isOpen ? (
                <UploadButton
                  applicationId={id}
                  item={item}
                  label={`${document ? 'Replace' : 'Choose'} ${ITEM_WORDS[item].replace(/^R/, 'r')}`}
                />
              ) : null}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

interface DocumentLineProps {
  document: DocumentSummary;
  timeZone: string;
  maySee: boolean;
}

function DocumentLine({ document, timeZone, maySee }: DocumentLineProps) {
  const { id, fileName, mediaType, byteCount, uploadedAt } = document;
  const Icon = mediaType === 'application/pdf' ? FileText : ImageIcon;
  return (
    <p className="flex min-w-0 items-start gap-2 text-sm">
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
      <span className="min-w-0">
        {maySee ? (
          <a href={`/api/compliance/documents/${id}`} target="_blank" rel="noreferrer" className="link break-all">
            {fileName}
          </a>
        ) : (
          <span className="break-all">{fileName}</span>
        )}
        <span className="figures block text-muted">
          {MEDIA_WORDS[mediaType]}, {formatBytes(byteCount)}, {formatInstant(uploadedAt, timeZone)}
        </span>
      </span>
    </p>
  );
}
