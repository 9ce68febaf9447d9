import { MessagePage } from '@/components/layout/message-page';
import { ButtonLink } from '@/components/ui/button-link';

export const metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <MessagePage
      title="There is no such page"
      actions={
        <ButtonLink href="/phone-numbers/active" variant="primary">
          Go to active numbers
        </ButtonLink>
      }
    >
      The address may be mistyped, or what it named is not part of your account.
    </MessagePage>
  );
}
