/** A measured value, not a mean of two: for an even number of values, the upper of the middle two. */
export const median = (values: readonly number[]): number => percentile(values, 50);

export const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;

/** The nearest-rank percentile. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new RangeError('No value was measured');
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((percent / 100) * sorted.length))]!;
}

/** A median with the range of the middle half of the values. */
export interface Spread {
  median: number;
  p25: number;
  p75: number;
  count: number;
}

export const spread = (values: readonly number[]): Spread => ({
  median: median(values),
  p25: percentile(values, 25),
  p75: percentile(values, 75),
  count: values.length,
});
