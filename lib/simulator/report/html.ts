import { explainTrace } from '../../failover/explain';
import type { RunResult, StateChange } from '../result';
import type { Scenario } from '../scenario/schema';
import type { Study } from '../study';
import { type Band, type BandRow, bandChart, barChart, lineChart } from './charts';
import { type Markup, markup } from './markup';
import { comparisonRows } from './rows';
import { breakEvenSentences } from './sentences';
import { STYLE } from './style';
import { delayText, faultText, figureText, momentText, notRunText } from './wording';

/** As many lines of the trace and of the sample as the page shows. */
const MOST_LINES = 250;

/** The study as one page that needs nothing else: no script, no font, no address. */
export function htmlReport(study: Study): string {
  const { scenario, seeds, policies, breakEven } = study;
  const runs = policies.flatMap(({ runs: [first] }) => (first ? [first] : []));
  const ours = runs.find(({ policy }) => policy === 'engine') ?? runs[0];
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${scenario.title}</title><style>${{ html: STYLE }}</style></head><body><main>
<h1>${scenario.title}</h1>
<p class="soft">${scenario.name}, ${delayText(scenario.lasts)} from seed ${seeds[0] ?? 0}${seeds.length > 1 ? `, ${seeds.length} seeds; medians with the interval of nine in ten` : ''}</p>
${scenario.about === '' ? '' : markup`<p>${scenario.about}</p>`}
${scenario.faults.map((fault) => markup`<p class="soft">${faultText(fault)}</p>`)}
${breakEven ? markup`<h2>Is it worth it?</h2><div class="verdict">${breakEvenSentences(breakEven).map((sentence) => markup`<p>${sentence}</p>`)}</div>` : ''}
${expectations(study)}
<h2>Policies on the same calls</h2>${comparison(study)}
<h2>Over time</h2>${overTime(scenario, runs)}
${ours ? details(scenario, ours) : ''}
<p class="soft">Results: ${policies.map(({ policy, runs: all }) => `${policy} ${all.map(({ hash }) => hash).join(' ')}`).join('; ')}</p>
</main></body></html>
`;
  return page.html;
}

function expectations({ expectations: checked, unchecked }: Study): Markup {
  if (checked.length + unchecked.length === 0) return markup``;
  const rows = checked.map(
    ({ says, found, isMet }) =>
      markup`<tr><td class="${isMet ? 'met' : 'unmet'}">${isMet ? 'met' : 'not met'}</td><td class="wide">${says}</td><td class="figure">${found === null ? 'never' : figureText(found)}</td></tr>`,
  );
  const others = unchecked.map(
    ({ says, notRun }) =>
      markup`<tr><td>not checked</td><td class="wide">${says}</td><td class="figure">${notRunText(notRun)}</td></tr>`,
  );
  return markup`<h2>Expectations</h2><div class="scroll"><table><thead><tr><th>Result</th><th>Expected</th><th class="figure">Found</th></tr></thead><tbody>${rows}${others}</tbody></table></div>`;
}

function comparison({ policies }: Study): Markup {
  const head = policies.map(({ policy }) => markup`<th class="figure">${policy}</th>`);
  const rows = comparisonRows(policies).map(
    ({ label, cells }) =>
      markup`<tr><th scope="row">${label}</th>${cells.map((cell) => markup`<td class="figure">${cell}</td>`)}</tr>`,
  );
  return markup`<div class="scroll"><table><thead><tr><th></th>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

function faultBands({ faults }: Scenario): Band[] {
  return faults.map((fault) => ({ from: fault.at, to: fault.at + fault.lasts, name: faultText(fault) }));
}

function overTime(scenario: Scenario, runs: readonly RunResult[]): Markup {
  const stepMs = runs[0]?.series.stepMs ?? 1_000;
  const frame = { lasts: scenario.lasts, warmUp: scenario.warmUp, faults: faultBands(scenario), stepMs };
  const perStep = `in ${delayText(stepMs)}`;
  const failed = runs.map(({ policy, series }, tone) => ({ name: policy, tone, values: series.failed }));
  const ours = runs.find(({ policy }) => policy === 'engine') ?? runs[0];
  const own = ours
    ? [
        { name: 'offered', tone: 5, values: ours.series.offered },
        { name: 'completed', tone: 3, values: ours.series.completed },
        { name: 'saved', tone: 2, values: ours.series.saved },
        { name: 'rerouted', tone: 4, values: ours.series.rerouted },
        { name: 'failed', tone: 0, values: ours.series.failed },
        ...(ours.counts.dropped > 0 ? [{ name: 'cut off', tone: 1, values: ours.series.dropped }] : []),
      ]
    : [];
  const delays = (['p50Ms', 'p95Ms', 'p99Ms'] as const).map((which) => ({
    name: which.replace('Ms', ''),
    bars: runs.map(({ policy, addedDelay }, tone) => ({
      name: policy,
      tone,
      value: addedDelay[which],
      shown: delayText(addedDelay[which]),
    })),
  }));
  return markup`${lineChart(`Calls that failed, ${perStep}`, failed, frame)}
${lineChart(`What became of the calls of ${ours?.policy ?? ''}, ${perStep}`, own, frame)}
${barChart('Delay added to the set-up', delays)}`;
}

function details(scenario: Scenario, run: RunResult): Markup {
  const rows = bandsOf(scenario, run);
  const frame = { lasts: scenario.lasts, warmUp: scenario.warmUp, faults: faultBands(scenario) };
  return markup`${rows.length > 0 ? bandChart(`States of trunks under ${run.policy}`, rows, frame) : ''}
${trace(run)}${sample(run)}`;
}

/** What each trunk as a whole was in, from its changes. */
function bandsOf({ lasts }: Scenario, { trace: changes }: RunResult): BandRow[] {
  const whole = changes.filter(
    ({ destinationGroup, number, to }) => destinationGroup === null && number === null && to !== null,
  );
  return [...new Set(whole.map(({ trunkId }) => trunkId))].map((name) => {
    const own = whole.filter(({ trunkId }) => trunkId === name);
    const first: StateChange | undefined = own[0];
    const starts = [
      { at: 0, state: first?.from ?? 'healthy' },
      ...own.map(({ at, to }) => ({ at, state: to ?? 'healthy' })),
    ];
    return {
      name,
      bands: starts.map(({ at, state }, index) => ({ from: at, to: starts[index + 1]?.at ?? lasts, state, name })),
    };
  });
}

function trace({ trace: changes, traceLeftOut, policy }: RunResult): Markup {
  if (changes.length === 0) return markup``;
  const rows = changes
    .slice(0, MOST_LINES)
    .map(
      (change) =>
        markup`<tr><td>${momentText(change.at)}</td><td>${[change.trunkId, change.destinationGroup, change.number].filter(Boolean).join(' · ')}</td><td>${change.alarm ?? `${change.from} → ${change.to}`}</td><td class="wide">${explainTrace(change.trace)}</td></tr>`,
    );
  const more = changes.length - rows.length + traceLeftOut;
  return markup`<h2>Why routes changed (${policy})</h2><div class="scroll"><table><thead><tr><th>At</th><th>Route</th><th>Change</th><th>Because</th></tr></thead><tbody>${rows}</tbody></table></div>
${more > 0 ? markup`<p class="soft">${figureText(more)} more are left out.</p>` : ''}`;
}

function sample({ sample: calls, policy }: RunResult): Markup {
  if (calls.length === 0) return markup``;
  const rows = calls
    .slice(0, MOST_LINES)
    .map(
      ({ at, caller, callee, outcome, attempts, postDialDelayMs }) =>
        markup`<tr><td>${momentText(at)}</td><td>${caller}</td><td>${callee}</td><td>${outcome}</td><td class="wide">${attempts.map((attempt) => `${attempt.trunkId} as ${attempt.presents}: ${attempt.end}`).join('; ')}</td><td class="figure">${postDialDelayMs === null ? '' : delayText(postDialDelayMs)}</td></tr>`,
    );
  return markup`<h2>Some calls (${policy})</h2><div class="scroll"><table><thead><tr><th>At</th><th>From</th><th>To</th><th>Outcome</th><th>Attempts</th><th class="figure">To ringing</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}
