import { across, Plot, type TimeFrame } from '@/components/simulator/time-line/plot';
import { clockText, laneWord } from '@/lib/rehearsals/format';
import type { Lane, LaneState, PolicyResult } from '@/lib/rehearsals/types';

/** How a state looks in a lane: the more is wrong, the taller; each has a pattern of its own. */
export const LANE_LOOKS: Readonly<Record<LaneState, { fill: string; ink: string; height: number }>> = {
  healthy: { fill: 'var(--healthy-soft)', ink: 'var(--healthy)', height: 8 },
  suspect: { fill: 'url(#hatch-suspect)', ink: 'var(--suspect)', height: 14 },
  degraded: { fill: 'url(#hatch-degraded)', ink: 'var(--degraded)', height: 18 },
  congested: { fill: 'url(#hatch-congested)', ink: 'var(--congested)', height: 18 },
  open: { fill: 'url(#hatch-open)', ink: 'var(--open)', height: 22 },
  probing: { fill: 'url(#hatch-probing)', ink: 'var(--probing)', height: 18 },
  ramping: { fill: 'url(#hatch-ramping)', ink: 'var(--probing)', height: 14 },
};

/** Of the bands; marks of calls have a row of their own under them. */
const BAND_ROW = 26;
const MARK_ROW = 12;
/** Bands narrower than this share have no room for their word. */
const WORD_SHARE = 0.09;

/** What each carrier's trunks were in, with calls of the sample as marks: reached, failed, saved. */
export function LanesChart({ policy, frame }: { policy: PolicyResult; frame: TimeFrame }) {
  return (
    <div className="grid gap-px">
      {policy.lanes.map((lane) => (
        <LaneRow key={lane.name} lane={lane} calls={callsOf(lane, policy)} frame={frame} />
      ))}
    </div>
  );
}

interface Mark {
  key: string;
  at: number;
  kind: 'reached' | 'failed' | 'saved';
  says: string;
}

/** Marks stand on the trunk's own lane, not on those of its parts. */
function callsOf(lane: Lane, { calls }: PolicyResult): Mark[] {
  if (lane.part !== null) return [];
  return calls.flatMap((call, index) =>
    call.attempts.flatMap((attempt, place) =>
      attempt.trunkId === lane.trunkId
        ? [
            {
              key: `${index}-${place}`,
              at: attempt.at,
              kind: kindOf(call, place),
              says: `${call.callee}: ${attempt.end}`,
            },
          ]
        : [],
    ),
  );
}

const REACHED = new Set(['answered', 'busy', 'no-answer', 'rejected', 'invalid-number', 'saved']);

function kindOf(call: PolicyResult['calls'][number], place: number): Mark['kind'] {
  const isLast = place === call.attempts.length - 1;
  if (!isLast || !REACHED.has(call.outcome)) return 'failed';
  return call.outcome === 'saved' ? 'saved' : 'reached';
}

function LaneRow({ lane, calls, frame }: { lane: Lane; calls: readonly Mark[]; frame: TimeFrame }) {
  const says = lane.bands
    .map(({ state, from, to }) => `${laneWord(state)} from ${clockText(from, frame)} to ${clockText(to, frame)}`)
    .join(', ');
  return (
    <Plot
      frame={frame}
      heightClass={lane.part === null ? 'h-[38px]' : 'h-[26px]'}
      axis={
        <span title={lane.name} className="flex h-[26px] items-center">
          <span className={lane.part === null ? 'truncate font-medium text-fg' : 'truncate pl-2'}>
            {lane.part ?? lane.name}
          </span>
        </span>
      }
    >
      <svg role="img" aria-label={`${lane.name}: ${says}`} className="absolute inset-0 size-full">
        {lane.bands.map(({ state, from, to }) => (
          <BandMark key={from} state={state} from={from} to={to} frame={frame} />
        ))}
        {calls.map((mark) => (
          <CallMark key={mark.key} mark={mark} frame={frame} />
        ))}
      </svg>
    </Plot>
  );
}

function BandMark({ state, from, to, frame }: { state: LaneState; from: number; to: number; frame: TimeFrame }) {
  const { fill, ink, height } = LANE_LOOKS[state];
  const top = (BAND_ROW - height) / 2;
  const hasRoom = state !== 'healthy' && (to - from) / frame.lastsMs > WORD_SHARE;
  return (
    <g>
      <rect
        x={across(from, frame)}
        y={top}
        style={{ width: `max(1.5px, ${across(to - from, frame)})`, fill, stroke: ink }}
        height={height}
        strokeWidth={state === 'healthy' ? 0 : 1}
      >
        <title>{`${laneWord(state)} from ${clockText(from, frame)} to ${clockText(to, frame)}`}</title>
      </rect>
      {hasRoom ? (
        <svg aria-hidden="true" x={across(from, frame)} y={top} className="overflow-visible">
          <rect
            x="5"
            y={height / 2 - 7}
            width={laneWord(state).length * 6.4 + 8}
            height="14"
            rx="2"
            className="fill-surface"
          />
          <text x="9" y={height / 2 + 4} fontSize="11" style={{ fill: ink }}>
            {laneWord(state)}
          </text>
        </svg>
      ) : null}
    </g>
  );
}

/** A dot reached the callee, a cross failed, a diamond was saved from another trunk. */
function CallMark({ mark: { at, kind, says }, frame }: { mark: Mark; frame: TimeFrame }) {
  const y = BAND_ROW + MARK_ROW / 2 - 1;
  return (
    <svg aria-hidden="true" x={across(at, frame)} y={y} className="overflow-visible">
      {kind === 'failed' ? (
        <path d="M-2.5,-2.5L2.5,2.5M-2.5,2.5L2.5,-2.5" className="stroke-danger" strokeWidth="1.5" />
      ) : kind === 'saved' ? (
        <path d="M0,-3.5L3.5,0L0,3.5L-3.5,0Z" className="fill-ok stroke-surface" strokeWidth="0.75" />
      ) : (
        <circle r="1.75" className="fill-muted" />
      )}
      <title>{says}</title>
    </svg>
  );
}
