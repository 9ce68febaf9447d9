'use client';

import { unstable_rethrow } from 'next/navigation';
import { type FormEvent, useEffect, useRef, useState } from 'react';

export interface FormRefusal {
  message: string;
  /** The name of the control it is about. */
  field?: string | undefined;
}

/** What our server actions resolve to, as far as a form cares. */
interface ActionOutcome<Data> {
  data?: Data | undefined;
  serverError?: FormRefusal | undefined;
}

interface FormActionOptions<Data> {
  onDone?: (data: Data | undefined) => void;
  /** Empties the form after success; otherwise it keeps what was typed, as it always does after a refusal. */
  clearWhenDone?: boolean;
}

const UNREACHABLE: FormRefusal = { message: 'The server could not be reached. Check the connection and try again.' };

/**
 * A form whose action answers `{ data }` or `{ serverError }`: `<form {...form.props}>` with a SubmitButton,
 * `form.errorOf('name')` beside each control and `form.error` for what is about none of them. A submit before
 * React is there waits for it.
 */
export function useFormAction<Data>(
  send: (values: FormData) => Promise<ActionOutcome<Data>>,
  { onDone, clearWhenDone = false }: FormActionOptions<Data> = {},
) {
  const ref = useRef<HTMLFormElement>(null);
  const mayReset = useRef(false);
  const [refusal, setRefusal] = useState<FormRefusal>();

  // Moves the keyboard's focus, which the browser owns, to the control that has to be corrected.
  useEffect(() => {
    const control = refusal?.field ? ref.current?.elements.namedItem(refusal.field) : null;
    if (control instanceof HTMLElement) control.focus();
  }, [refusal]);

  const action = async (values: FormData) => {
    const outcome = await send(values).catch((error: unknown): ActionOutcome<Data> => {
      unstable_rethrow(error);
      return { serverError: UNREACHABLE };
    });
    const { serverError } = outcome;
    mayReset.current = clearWhenDone && !serverError;
    const isAboutControl = serverError?.field !== undefined && ref.current?.elements.namedItem(serverError.field);
    setRefusal(serverError && (isAboutControl ? serverError : { message: serverError.message }));
    if (!serverError) onDone?.(outcome.data);
  };

  return {
    props: {
      ref,
      action,
      noValidate: true,
      // React resets a form after its action, refused or not.
      onReset: (event: FormEvent) => {
        if (!mayReset.current) event.preventDefault();
      },
    },
    error: refusal && !refusal.field ? refusal.message : undefined,
    errorOf: (field: string) => (refusal?.field === field ? refusal.message : undefined),
  };
}

/** The text of one control. */
export function textOf(values: FormData, name: string): string {
  const value = values.get(name);
  return typeof value === 'string' ? value : '';
}
