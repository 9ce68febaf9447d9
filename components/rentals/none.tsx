/** A cell with nothing in it. */
export function None() {
  return (
    <span className="text-muted">
      <span aria-hidden>—</span>
      <span className="sr-only">None</span>
    </span>
  );
}
