import type { Progress } from '../local/progress.ts';

/** One line of a part's table. */
export interface Row {
  what: string;
  values: string[];
}

/** What the command line can change about parts. */
export interface BenchOptions {
  /** The requests of `faults`. */
  requests: number;
  /** The cases of `fuzz`. */
  cases: number;
  /** The seed of the faults, and of the cases. */
  seed: number;
  /** How long `load` takes, and with how many pending requests. */
  minutes: number;
  pending: number;
}

export interface Part {
  name: string;
  title: string;
  /** Measures. The first row is the table's head; `data` goes into the results file. */
  run: (progress: Progress, results: string, options: BenchOptions) => Promise<{ rows: Row[]; data: unknown }>;
}

/** The rows as a Markdown table, aligned for reading as text. */
export function table(rows: Row[]): string {
  const cells = rows.map(row => [row.what, ...row.values]);
  const widths = cells[0]!.map((_, column) => Math.max(...cells.map(row => row[column]!.length)));
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!);
  const line = (row: string[]) => `| ${row.map(pad).join(' | ')} |`;
  const dashes = widths.map(width => '-'.repeat(width + 1));
  const rule = `|${dashes.map((each, column) => (column === 0 ? `:${each}` : `${each}:`)).join('|')}|`;
  return [line(cells[0]!), rule, ...cells.slice(1).map(line)].join('\n');
}

export const milliseconds = (value: number, digits = 0): string => `${value.toFixed(digits)} ms`;

export const mebibytes = (bytes: number | undefined): string =>
  bytes === undefined ? 'unknown' : `${(bytes / 2 ** 20).toFixed(1)} MiB`;

/** One quantity divided by another, where smaller is better. */
export const ratio = (value: number | undefined, base: number | undefined): string =>
  value === undefined || base === undefined ? '' : (value / base).toFixed(2);
