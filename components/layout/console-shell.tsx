import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';
import { ConsoleFrame } from '@/components/layout/console-frame';
import { UserMenu } from '@/components/layout/user-menu';
import { PaletteButton } from '@/components/palette/palette-button';
import { Badge } from '@/components/ui/badge';
import { ThemeToggle } from '@/components/ui/theme-toggle';

interface ConsoleShellProps {
  user: { name: string; email: string; isOperator: boolean };
  account: { name: string };
  role: string;
  accounts: readonly { id: string; name: string; isCurrent: boolean }[];
  switchAccount: (accountId: string) => Promise<void>;
  signOut: () => Promise<void>;
  /** The bell. */
  notices: ReactNode;
  initiallyCollapsed: boolean;
  children: ReactNode;
}

export function ConsoleShell(props: ConsoleShellProps) {
  const { user, account, role, accounts, switchAccount, signOut, notices, initiallyCollapsed, children } = props;
  return (
    <ConsoleFrame
      isOperator={user.isOperator}
      initiallyCollapsed={initiallyCollapsed}
      header={
        <>
          <span className="min-w-0 truncate font-medium">
            <span className="sr-only">Account </span>
            {account.name}
          </span>
          <Badge tone="info" icon={<FlaskConical aria-hidden />} className="border-dashed">
            Simulated carriers
          </Badge>
          <span className="ml-auto flex items-center gap-1">
            <PaletteButton isOperator={user.isOperator} />
            <span className="hidden sm:block">
              <ThemeToggle />
            </span>
            {notices}
            <UserMenu {...{ user, role, accounts, switchAccount, signOut }} />
          </span>
        </>
      }
    >
      {children}
    </ConsoleFrame>
  );
}
