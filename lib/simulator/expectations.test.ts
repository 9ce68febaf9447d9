import { expect, test } from 'vitest';
import { htmlReport } from './report/html';
import { terminalReport } from './report/terminal';
import { ROUTERS } from './routers/registry';
import { readScenario } from './scenario/read';
import { runStudy } from './study';

const TEXT = `
name: unchecked
title: Expectations of policies that may not be run
kind: outage
place: elsewhere
lasts: 2m
carriers: [{ id: meridian }, { id: sagar }]
numbers: [{ id: sales, carrier: meridian, first: "912240000000" }]
destinations: [{ group: mumbai, prefix: "9198" }]
traffic: [{ id: collections, numbers: sales, rate: 2 }]
expect:
  - { policy: off, figure: rungTwice, atMost: 0 }
  - { figure: failed, beyond: oracle, atMost: 5 }
`;

function studyOf(names: readonly string[]) {
  const policies = [...ROUTERS].flatMap(([name, make]) => (names.includes(name) ? [{ name, make }] : []));
  return runStudy(readScenario(TEXT, 'unchecked.yaml'), { policies, seeds: 1 });
}

test('an expectation of a policy that was not run is shown as not checked', () => {
  const study = studyOf(['off', 'engine']);
  expect(study.expectations.map(({ says, isMet }) => [says, isMet])).toEqual([['off: rungTwice at most 0', true]]);
  expect(study.unchecked).toEqual([{ says: 'engine: failed beyond oracle at most 5', notRun: ['oracle'] }]);
  expect(terminalReport(study)).toContain('  not checked engine: failed beyond oracle at most 5: oracle was not run');
  expect(htmlReport(study)).toContain(
    '<td>not checked</td><td class="wide">engine: failed beyond oracle at most 5</td>',
  );
});

test('neither policy run: both are named', () => {
  const [, second] = studyOf([]).unchecked;
  expect(second?.notRun).toEqual(['engine', 'oracle']);
});

test('with all policies run nothing is left unchecked', () => {
  const study = studyOf([...ROUTERS.keys()]);
  expect([study.expectations.length, study.unchecked]).toEqual([2, []]);
});
