/** A number within a sentence: grouped, never wrapped. */
export function Phone({ display }: { display: string }) {
  return <span className="figures">{display}</span>;
}
