'use client';

import { MessagePage } from '@/components/layout/message-page';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';

interface ErrorPageProps {
  error: Error & { digest?: string };
  reset: () => void;
}

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <MessagePage
      title="This page could not be shown"
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <ButtonLink href="/phone-numbers/active">Go to active numbers</ButtonLink>
        </>
      }
    >
      <p>Nothing was changed. If it happens again, tell your operator{error.digest ? ' this id:' : '.'}</p>
      {error.digest ? <p className="mt-2 font-mono text-sm select-all">{error.digest}</p> : null}
    </MessagePage>
  );
}
