/** The fills that charts of a page refer to: what a colour says, a pattern says too. */
export function Patterns() {
  return (
    <svg aria-hidden="true" className="absolute size-0">
      <defs>
        <Hatch id="warm-up" ink="stroke-line" ground="fill-surface" angle={45} width={1} />
        <Hatch id="hatch-open" ink="stroke-open" ground="fill-open-soft" angle={45} width={2} />
        <Hatch id="hatch-congested" ink="stroke-congested" ground="fill-congested-soft" angle={90} width={1.5} />
        <Hatch id="hatch-degraded" ink="stroke-degraded" ground="fill-degraded-soft" angle={-45} width={1} />
        <Hatch id="hatch-suspect" ink="stroke-suspect" ground="fill-suspect-soft" angle={0} width={1} />
        <Hatch id="hatch-probing" ink="stroke-probing" ground="fill-probing-soft" angle={0} width={2} />
        <Hatch id="hatch-ramping" ink="stroke-probing" ground="fill-probing-soft" angle={-45} width={1} />
      </defs>
    </svg>
  );
}

interface HatchProps {
  id: string;
  ink: string;
  ground: string;
  angle: number;
  width: number;
}

function Hatch({ id, ink, ground, angle, width }: HatchProps) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform={`rotate(${angle})`}>
      <rect width="6" height="6" className={ground} />
      <line x1="0" y1="0" x2="0" y2="6" className={ink} strokeWidth={width * 2} />
    </pattern>
  );
}
