'use client';

import 'uplot/dist/uPlot.min.css';
import { Table2 } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { ChartTable } from '@/components/charts/chart-table';
import { type DrawnChart, drawChart } from '@/components/charts/draw-chart';
import type { ChartLook, ChartSource } from '@/components/charts/types';
import { Button } from '@/components/ui/button';

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -30, PageDown: 30 };

/**
 * A chart that follows its source: lines, thresholds, a band of states; values on hover and with the arrow keys, and
 * the same as a table. `look` and `source` stay the same objects while the chart is there.
 */
export function LiveChart({ look, source }: { look: ChartLook; source: ChartSource }) {
  const ref = useRef<HTMLDivElement>(null);
  const chart = useRef<DrawnChart>(null);
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();

  // Syncs the canvas, which is outside React, with the source.
  useEffect(() => {
    const element = ref.current;
    if (!element || asTable) return;
    let ended = false;
    let isSeen = false;
    // What nobody sees is not drawn; it is drawn whole when it is seen again.
    const draw = () => {
      if (isSeen && !document.hidden) chart.current?.update();
    };
    const sight = new IntersectionObserver((entries) => {
      isSeen = entries.some(({ isIntersecting }) => isIntersecting);
      draw();
    });
    const stop = source.subscribe(draw);
    void drawChart(element, look, source.read).then((drawn) => {
      if (ended) return drawn.end();
      chart.current = drawn;
      sight.observe(element);
    });
    return () => {
      ended = true;
      stop();
      sight.disconnect();
      chart.current?.end();
      chart.current = null;
    };
  }, [look, source, asTable]);

  const step = (event: KeyboardEvent) => {
    const by = STEPS[event.key];
    if (by === undefined) return;
    event.preventDefault();
    chart.current?.step(by);
  };

  return (
    <figure aria-labelledby={titleId} className="grid min-w-0 content-start gap-1">
      <div className="flex items-center justify-between gap-2">
        <figcaption id={titleId} className="text-sm font-medium">
          {look.title}
          <span className="sr-only"> of {look.of}</span>
        </figcaption>
        <Button size="sm" variant="ghost" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          <Table2 aria-hidden />
          Table
          <span className="sr-only">
            : {look.title} of {look.of}
          </span>
        </Button>
      </div>
      {asTable ? (
        <ChartTable look={look} source={source} />
      ) : (
        <div
          ref={ref}
          role="img"
          aria-label={`${look.title} of ${look.of}. Arrow keys read values; the same figures are in its table.`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: values are read with the arrow keys
          tabIndex={0}
          onKeyDown={step}
          className="chart min-h-36 min-w-0 rounded-sm"
        />
      )}
    </figure>
  );
}
