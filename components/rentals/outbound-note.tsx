interface OutboundNoteProps {
  hasFallback: boolean;
  sharesApplication: boolean;
}

/** What failover does not touch. */
export function OutboundNote({ hasFallback, sharesApplication }: OutboundNoteProps) {
  const sharing = sharesApplication ? 'shares' : 'does not share: it has one of its own';
  return (
    <p className="max-w-prose text-sm text-muted">
      Failover is for outbound calls. Incoming calls follow each number’s application, which {hasFallback ? 'the' : 'a'}{' '}
      fallback {sharing}.
    </p>
  );
}
