'use client';

import dynamic from 'next/dynamic';

/** Toasts only follow actions, so their code does not belong to the first load. */
const Toaster = dynamic(() => import('@/components/ui/toaster').then((module) => module.Toaster), { ssr: false });

export function LazyToaster() {
  return <Toaster />;
}
