'use client';

import { type ComponentType, useEffect, useState } from 'react';

/** Toasts only follow actions, so the library comes after the first load, when the page is at rest. */
export function Toaster() {
  const [ToastList, setToastList] = useState<ComponentType>();

  // The module is fetched once the browser has nothing better to do.
  useEffect(() => {
    const load = () => import('@/components/ui/toast-list').then((module) => setToastList(() => module.ToastList));
    const timer = setTimeout(load, 1_000);
    return () => clearTimeout(timer);
  }, []);

  return ToastList ? <ToastList /> : null;
}
