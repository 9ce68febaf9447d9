'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Checkbox } from '@/components/ui/checkbox';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { notify } from '@/components/ui/notify';
import { useRefusal } from '@/components/ui/use-refusal';
import { protectNumberAction, releaseNumberAction } from '@/lib/rentals/actions';

export interface EndingNumber {
  rentalId: string;
  display: string;
  role: 'primary' | 'fallback' | null;
  /** "12 Dec 2026". */
  paidUntil: string | null;
}

interface ReleaseCardProps {
  /** The numbers that would end, this page's first. */
  numbers: readonly EndingNumber[];
  /** In the account's time zone. */
  buyBackUntil: string;
  /** Why it cannot be released now; null when it can. */
  refusal: string | null;
  /** Whether this page's number is protected from release. */
  isProtected: boolean;
}

/** Ends the rental, after saying which numbers end and what that means. */
export function ReleaseCard({ numbers, buyBackUntil, refusal, isProtected }: ReleaseCardProps) {
  const [own, fallback] = numbers;
  if (!own) return null;
  const title = fallback ? 'Release both numbers' : 'Release this number';
  return (
    <Card id="release" title="Release" tone="danger">
      <div className="grid justify-items-start gap-3">
        <p className="max-w-prose text-sm text-muted">
          {refusal ??
            `Ends ${fallback ? 'this number and its fallback' : 'the rental'} at once, without a refund. For 5 days you can buy ${fallback ? 'them' : 'it'} back.`}
        </p>
        {refusal ? null : (
          <ConfirmDialog
            trigger={{ children: `${title} …`, variant: 'danger' }}
            title={title}
            description="Calls to and from what is released stop at once."
            confirmLabel={fallback ? 'Release both' : 'Release number'}
            {...(fallback && { typed: own.display })}
            onConfirm={async () => {
              const { serverError } = await releaseNumberAction({
                rentalId: own.rentalId,
                fallbackRentalId: fallback?.rentalId ?? null,
              });
              if (serverError) return { error: serverError.message };
              void notify(fallback ? 'Both numbers were released' : 'The number was released');
            }}
          >
            <Preview numbers={numbers} buyBackUntil={buyBackUntil} />
          </ConfirmDialog>
        )}
        {/* Begins anew with what is stored. */}
        <ProtectionSwitch key={String(isProtected)} rentalId={own.rentalId} isProtected={isProtected} />
      </div>
    </Card>
  );
}

/** Takes effect at once: it undoes nothing and costs nothing. */
function ProtectionSwitch({ rentalId, isProtected }: { rentalId: string; isProtected: boolean }) {
  const { pending, refusal, act } = useRefusal(protectNumberAction);
  const [asked, setAsked] = useState(isProtected);
  const change = (wanted: boolean) => {
    setAsked(wanted);
    act({ rentalId, isProtected: wanted });
  };
  return (
    <div className="grid gap-2 border-t border-line pt-3 justify-self-stretch">
      <Checkbox
        label="Protect from release"
        checked={refusal ? isProtected : asked}
        aria-busy={pending || undefined}
        onChange={(event) => !pending && change(event.target.checked)}
        hint="Nobody can release it, singly or with others, until this is switched off. Rent that stays unpaid and a carrier that takes the number back end it all the same."
      />
      {refusal ? (
        <Alert tone="danger" live>
          {refusal}
        </Alert>
      ) : null}
    </div>
  );
}

function Preview({ numbers, buyBackUntil }: Pick<ReleaseCardProps, 'numbers' | 'buyBackUntil'>) {
  return (
    <div className="grid gap-3 text-sm">
      <ul className="divide-y divide-line border-y border-line">
        {numbers.map(({ rentalId, display, role, paidUntil }) => (
          <li key={rentalId} className="flex flex-wrap items-baseline justify-between gap-x-4 py-2">
            <span>
              <span className="figures font-medium">{display}</span>
              {role ? <span className="text-muted"> · {role}</span> : null}
            </span>
            <span className="text-muted">{paidUntil ? `Paid until ${paidUntil}, no refund` : 'No refund'}</span>
          </li>
        ))}
      </ul>
      <p>
        Can be bought back until <span className="font-medium">{buyBackUntil}</span>
        {numbers.length > 1 ? ', both together.' : '.'}
      </p>
      {numbers.length > 1 ? (
        <p className="text-muted">To keep the fallback, switch high availability off first and keep it.</p>
      ) : null}
    </div>
  );
}
