/** One line of the bench: a figure of the product beside that of the bare thing, in the same run. */
export interface Figure {
  readonly name: string
  readonly value: number
  readonly unit: 'ms'
  readonly baseline: number
  readonly ratio: number
}

/** The value below which a share (0…1) of the samples lies; nearest rank. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('A percentile of no samples.')
  return value
}

export function figures(
  name: string,
  product: readonly number[],
  bare: readonly number[],
): Figure[] {
  return [0.5, 0.95].map((share) => {
    const value = Math.round(percentile(product, share))
    const baseline = Math.round(percentile(bare, share))
    return {
      name: `${name} p${share * 100}`,
      value,
      unit: 'ms',
      baseline,
      ratio: Number((value / baseline).toFixed(2)),
    }
  })
}

export function table(rows: readonly Figure[]): string {
  const cells = [
    ['', 'Cordboard', 'bare', 'ratio', 'above'],
    ...rows.map((row) => [
      row.name,
      `${row.value} ${row.unit}`,
      `${row.baseline} ${row.unit}`,
      row.ratio.toFixed(2),
      `${row.value - row.baseline} ${row.unit}`,
    ]),
  ]
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
