import type { ComponentPropsWithRef } from 'react';
import { cn } from '@/lib/cn';

export function Textarea({ className, rows = 3, ...rest }: ComponentPropsWithRef<'textarea'>) {
  return <textarea {...rest} rows={rows} className={cn('control h-auto py-1.5', className)} />;
}
