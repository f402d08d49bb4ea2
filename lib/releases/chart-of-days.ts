import { dayAfter } from '@/lib/platform/calendar';
import type { DayCount, DaysChart } from './dto';

/** How often releases were permitted and refused on each of the last `length` days, as bars of a chart. */
export function chartOfDays(counts: DayCount[], today: string, length: number): DaysChart {
  const bars = Array.from({ length }, (_, index) => {
    const values = { permitted: 0, refused: 0 };
    return { from: dayAfter(today, index - length + 1), values };
  });
  const byDay = new Map(bars.map(({ from, values }) => [from, values]));
  for (const { day, reason, count } of counts) {
    const values = byDay.get(day);
    if (values) values[reason === 'permitted' ? 'permitted' : 'refused'] += count;
  }
  return { series: ['permitted', 'refused'], bars };
}
