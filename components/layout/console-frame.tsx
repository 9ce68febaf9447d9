'use client';

import { Menu as MenuIcon, PanelLeftClose, PanelLeftOpen, X } from 'lucide-react';
import { type ReactNode, useRef, useState } from 'react';
import { BrandMark } from '@/components/layout/brand-mark';
import { SideNavigation } from '@/components/layout/side-navigation';
import { SIDE_NAVIGATION_COOKIE } from '@/components/layout/side-navigation-cookie';
import { Button } from '@/components/ui/button';
import { Link } from '@/components/ui/link';
import { ThemeToggle } from '@/components/ui/theme-toggle';
import { cn } from '@/lib/cn';

interface ConsoleFrameProps {
  isOperator: boolean;
  initiallyCollapsed: boolean;
  /** What stands in the header, right of the menu button. */
  header: ReactNode;
  children: ReactNode;
}

/** Navigation beside the page; on a phone the same navigation slides in over it. */
export function ConsoleFrame({ isOperator, initiallyCollapsed, header, children }: ConsoleFrameProps) {
  const [collapsed, setCollapsed] = useState(initiallyCollapsed);
  const toggle = () => {
    const next = !collapsed;
    setCollapsed(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing without https
    document.cookie = `${SIDE_NAVIGATION_COOKIE}=${next ? 'collapsed' : 'open'}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside
        className={cn(
          'sticky top-0 hidden h-dvh shrink-0 flex-col border-r border-line bg-canvas md:flex print:hidden',
          collapsed ? 'w-14' : 'w-60',
        )}
      >
        <Brand collapsed={collapsed} />
        <div className="min-h-0 flex-1 overflow-y-auto">
          <SideNavigation isOperator={isOperator} collapsed={collapsed} />
        </div>
        <div className="border-t border-line p-2">
          <Button
            variant="ghost"
            size="icon"
            aria-label={collapsed ? 'Widen navigation' : 'Narrow navigation'}
            onClick={toggle}
          >
            {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
          </Button>
        </div>
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-(--header-height) shrink-0 items-center gap-2 border-b border-line bg-canvas px-3 sm:px-6 print:hidden">
          <Drawer isOperator={isOperator} />
          {header}
        </header>
        <main id="content" tabIndex={-1} className="min-w-0 flex-1">
          {children}
        </main>
      </div>
    </div>
  );
}

function Brand({ collapsed = false }: { collapsed?: boolean }) {
  return (
    <Link
      href="/phone-numbers/active"
      aria-label="Twinline, active numbers"
      className="mx-2 flex h-(--header-height) shrink-0 items-center gap-2 px-2 font-semibold tracking-tight focus-visible:-outline-offset-2"
    >
      <BrandMark />
      {collapsed ? null : 'Twinline'}
    </Link>
  );
}

function Drawer({ isOperator }: { isOperator: boolean }) {
  const ref = useRef<HTMLDialogElement>(null);
  const close = () => ref.current?.close();
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open navigation"
        aria-haspopup="dialog"
        onClick={() => ref.current?.showModal()}
        className="-ml-1 md:hidden"
      >
        <MenuIcon aria-hidden />
      </Button>
      <dialog
        ref={ref}
        aria-label="Navigation"
        onMouseDown={(event) => event.target === ref.current && close()}
        className="fixed inset-y-0 left-0 m-0 h-dvh max-h-none w-72 max-w-[85vw] border-r border-line bg-canvas p-0 text-fg backdrop:bg-scrim md:hidden"
      >
        <div className="flex items-center justify-between pr-2">
          <Brand />
          <span className="flex gap-1">
            <ThemeToggle />
            <Button variant="ghost" size="icon" aria-label="Close navigation" onClick={close}>
              <X aria-hidden />
            </Button>
          </span>
        </div>
        <SideNavigation isOperator={isOperator} onNavigate={close} />
      </dialog>
    </>
  );
}
