import { Alert } from '@/components/ui/alert';
import { STATUS_SENTENCES } from '@/lib/compliance/format';
import type { ApplicationDetail, ComplianceStatus } from '@/lib/compliance/types';
import { formatDay } from '@/lib/datetime';

const TONES = {
  draft: 'info',
  submitted: 'info',
  accepted: 'ok',
  rejected: 'danger',
  suspended: 'danger',
  expired: 'warn',
} as const satisfies Record<ComplianceStatus, 'info' | 'ok' | 'warn' | 'danger'>;

/** Where the application stands, why, and what to do about it. */
export function StatusAlert({ application }: { application: ApplicationDetail }) {
  const { status, statusReason, validUntil } = application;
  const end = status === 'accepted' && validUntil ? ` It is valid until ${formatDay(validUntil)}.` : '';
  const sentence = `${STATUS_SENTENCES[status]}${end}`;
  // The items of a rejection stand beside what they are about.
  return status === 'suspended' && statusReason ? (
    <Alert tone={TONES[status]} title={statusReason}>
      {sentence}
    </Alert>
  ) : (
    <Alert tone={TONES[status]}>{sentence}</Alert>
  );
}
