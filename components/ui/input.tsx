import type { ComponentPropsWithRef } from 'react';
import { cn } from '@/lib/cn';

export function Input({ className, type = 'text', ...rest }: ComponentPropsWithRef<'input'>) {
  return <input {...rest} type={type} className={cn('control', className)} />;
}
