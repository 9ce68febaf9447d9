/** The report's whole look; light or dark as the reader's system is. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --line: #d9dce1; --page: #ffffff; --card: #f7f8fa;
  --t0: #b42318; --t1: #b54708; --t2: #175cd3; --t3: #067647; --t4: #6941c6; --t5: #c11574; --fault: #f0443822; --met: #067647; --unmet: #b42318;
  --healthy: #a6d9bd; --suspect: #f5d889; --degraded: #f0ad6d; --congested: #c9a3e6; --open: #ec8a82; --probing: #9cc4f2; --ramping: #86d3dd; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #a4a9b2; --line: #363a3f; --page: #111214; --card: #1a1c1f;
  --t0: #f97066; --t1: #fdb022; --t2: #6eaaff; --t3: #47cd89; --t4: #b69cff; --t5: #f670c7; --fault: #f9706633; --met: #47cd89; --unmet: #f97066;
  --healthy: #235c3d; --suspect: #75591a; --degraded: #854f1d; --congested: #5c3d80; --open: #8c2f28; --probing: #25508a; --ramping: #1e6571; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 1080px; padding: 24px 16px 64px; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 18px; margin: 36px 0 10px; }
p { margin: 6px 0; max-width: 76ch; } .soft { color: var(--soft); }
.verdict { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 14px 18px; }
.verdict p:first-child { font-weight: 600; font-size: 16px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: 5px 12px 5px 0; border-bottom: 1px solid var(--line); vertical-align: top; white-space: nowrap; }
td.wide { white-space: normal; min-width: 24ch; } thead th { color: var(--soft); font-weight: 500; } tbody th { font-weight: 400; }
td.figure, th.figure { text-align: right; padding-right: 16px; } .met { color: var(--met); } .unmet { color: var(--unmet); font-weight: 600; }
figure { margin: 18px 0; } figcaption { font-weight: 600; margin-bottom: 4px; } svg { width: 100%; height: auto; display: block; }
.mark { font-size: 12px; fill: var(--soft); } .grid { stroke: var(--line); stroke-width: 1; } .fault { fill: var(--fault); } .warm-up { fill: var(--line); opacity: .4; }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; margin: 4px 0; color: var(--soft); font-size: 13px; }
.key { display: inline-block; width: 12px; height: 12px; border-radius: 3px; margin-right: 6px; vertical-align: -1px; }
.line.tone-0 { stroke: var(--t0); } .line.tone-1 { stroke: var(--t1); } .line.tone-2 { stroke: var(--t2); } .line.tone-3 { stroke: var(--t3); } .line.tone-4 { stroke: var(--t4); } .line.tone-5 { stroke: var(--t5); }
.bar.tone-0 { fill: var(--t0); } .bar.tone-1 { fill: var(--t1); } .bar.tone-2 { fill: var(--t2); } .bar.tone-3 { fill: var(--t3); } .bar.tone-4 { fill: var(--t4); } .bar.tone-5 { fill: var(--t5); }
.key.tone-0 { background: var(--t0); } .key.tone-1 { background: var(--t1); } .key.tone-2 { background: var(--t2); } .key.tone-3 { background: var(--t3); } .key.tone-4 { background: var(--t4); } .key.tone-5 { background: var(--t5); }
${['healthy', 'suspect', 'degraded', 'congested', 'open', 'probing', 'ramping'].map((state) => `.state.${state} { fill: var(--${state}); background: var(--${state}); }`).join(' ')}
@media print { body { max-width: none; } }
`;
