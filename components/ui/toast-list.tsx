'use client';

import { useTheme } from 'next-themes';
import { Toaster as Sonner } from 'sonner';

/** Where results of one's own actions appear. Loaded by Toaster. */
export function ToastList() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-full items-start gap-2.5 rounded-lg bg-raised p-3 pr-10 font-sans! text-base text-fg shadow-overlay sm:w-89',
          title: 'font-medium',
          description: 'text-sm text-muted',
          icon: 'mt-0.5 [&_svg]:size-4',
          success: '[&_[data-icon]]:text-ok',
          error: '[&_[data-icon]]:text-danger',
          closeButton:
            'absolute top-2 right-2 grid size-7 place-items-center rounded-sm bg-transparent! text-muted hover:bg-neutral-soft! [&_svg]:size-3.5',
        },
      }}
    />
  );
}
