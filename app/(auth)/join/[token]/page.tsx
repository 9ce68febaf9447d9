import type { Metadata } from 'next';
import { AuthCard } from '@/components/auth/auth-card';
import { JoinAsNewUserForm, JoinForm } from '@/components/auth/join-form';
import { appHref } from '@/components/layout/app-href';
import { ButtonLink } from '@/components/ui/button-link';
import { findSession } from '@/lib/auth';
import { ROLE_WORDS } from '@/lib/auth/format';
import { describeInvitation } from '@/lib/team';

// The address is a secret: it must not leave with a link.
export const metadata: Metadata = { title: 'Join', referrer: 'no-referrer', robots: 'noindex' };

const CLOSED = {
  used: 'This invitation was accepted already.',
  revoked: 'This invitation was taken back, or a newer one was sent.',
  expired: 'This invitation has run out: links work for seven days.',
  unknown: 'This link is not one of ours. Copy it whole.',
};

export default async function JoinPage({ params }: PageProps<'/join/[token]'>) {
  const { token } = await params;
  const invitation = await describeInvitation(token);
  if (invitation.state !== 'open')
    return (
      <AuthCard title="This link does not work" sentence={CLOSED[invitation.state]}>
        <p className="mb-4 text-muted">Ask whoever invited you for a new link.</p>
        <ButtonLink href="/login">Sign in</ButtonLink>
      </AuthCard>
    );
  const { accountName, role, invitedBy, email, isKnownUser } = invitation;
  const session = await findSession();
  return (
    <AuthCard
      title={`Join ${accountName}`}
      sentence={`${invitedBy} invited you as ${ROLE_WORDS[role].name}. ${ROLE_WORDS[role].meaning}`}
      note={session ? `You are signed in as ${session.user.email}.` : undefined}
    >
      {session ? <JoinForm token={token} /> : null}
      {!session && isKnownUser ? (
        <div className="grid gap-4">
          <p>You have a user with the address {email}. Sign in with it to join.</p>
          <ButtonLink
            href={appHref('/login', `?callbackUrl=${encodeURIComponent(`/join/${token}`)}`)}
            variant="primary"
          >
            Sign in to join
          </ButtonLink>
        </div>
      ) : null}
      {session || isKnownUser ? null : <JoinAsNewUserForm token={token} email={email} />}
    </AuthCard>
  );
}
