/** One line of the bench: a figure of the product beside that of the bare thing, in the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: string
  /** Null where a bare thing has no such figure. */
  readonly baseline: number | null
  /** Null without a baseline, or beside nothing at all. */
  readonly ratio: number | null
}

/** The value below which a share (0…1) of the samples lies; nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('A percentile of no samples.')
  return value
}

/** One figure, to so many digits behind the point. */
export function figure(
  name: string,
  unit: string,
  measured: number,
  bare: number | null = null,
  digits = 0,
): Figure {
  const [value, baseline] = [
    rounded(measured, digits),
    bare === null ? null : rounded(bare, digits),
  ]
  const ratio = bare === null || bare === 0 ? null : rounded(measured / bare, 2)
  return { name, value, unit, baseline, ratio }
}

export function figures(
  name: string,
  product: readonly number[],
  bare: readonly number[],
): Figure[] {
  return [0.5, 0.95].map((share) =>
    figure(`${name} p${share * 100}`, 'ms', percentile(product, share), percentile(bare, share)),
  )
}

export function table(rows: readonly Figure[]): string {
  const cells = [['', 'Cordboard', 'bare', 'ratio', 'above'], ...rows.map(cellsOf)]
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  return cells
    .map((row) =>
      row
        .map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0)))
        .join('  '),
    )
    .join('\n')
}

function cellsOf({ name, value, unit, baseline, ratio }: Figure): string[] {
  if (baseline === null) return [name, `${value} ${unit}`, '', '', '']
  const above = Number((value - baseline).toPrecision(6))
  return [
    name,
    `${value} ${unit}`,
    `${baseline} ${unit}`,
    ratio?.toFixed(2) ?? '',
    `${above} ${unit}`,
  ]
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
