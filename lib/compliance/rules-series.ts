import type { SeriesUse } from './types';

/** The series by how the number begins, or by what its carrier calls it. Digits with country code, no plus sign. */
export function seriesOf({ number, series }: { number: string; series: string }): SeriesUse {
  if (series === '140' || series === '160') return series;
  if (number.startsWith('91140')) return '140';
  return number.startsWith('91160') ? '160' : 'landline';
}
