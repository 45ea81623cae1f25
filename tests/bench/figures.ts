/** One line of the bench: a figure of the product beside that of the bare thing, in the same run. */
export interface Figure {
  readonly name: string
  /** Null: the product cannot do this. */
  readonly value: number | null
  readonly unit: string
  /** Null where a bare thing has no such figure. */
  readonly baseline: number | null
  /** Null without a baseline, or beside nothing at all. */
  readonly ratio: number | null
  /** What it should be, and whether it is. */
  readonly aim?: string
  readonly note?: string
}

const SHARES = [0.5, 0.95] as const

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
  bare: readonly number[] | null,
): Figure[] {
  return SHARES.map((share) =>
    figure(
      `${name} p${share * 100}`,
      'ms',
      percentile(product, share),
      bare === null ? null : percentile(bare, share),
    ),
  )
}

/** What the product cannot do, as one line in place of its figures. */
export function notPossible(name: string, reason: string): Figure {
  return { name, value: null, unit: 'ms', baseline: null, ratio: null, note: reason }
}

/** What a figure should be at most: a value, a ratio to the bare thing, or so much above it. */
export interface Aim {
  readonly of: 'value' | 'ratio' | 'above'
  readonly atMost: number
}

/** The same figures, which say whether the aim is met. */
export function withAim(rows: readonly Figure[], aim: Aim): Figure[] {
  return rows.map((row) => {
    const measured = measuredFor(aim, row)
    const isMet = measured !== null && measured <= aim.atMost
    return { ...row, aim: `${wordsOf(aim, row)}: ${isMet ? 'met' : 'missed'}` }
  })
}

function measuredFor({ of }: Aim, row: Figure): number | null {
  switch (of) {
    case 'value':
      return row.value
    case 'ratio':
      return row.ratio
    case 'above':
      return aboveOf(row)
    default:
      return of satisfies never
  }
}

function wordsOf({ of, atMost }: Aim, { unit }: Figure): string {
  const words = {
    value: `${atMost} ${unit}`,
    ratio: `${atMost} times`,
    above: `${atMost} ${unit} above`,
  }
  return words[of]
}

export function table(rows: readonly Figure[]): string {
  const cells = [['', 'Cordboard', 'bare', 'ratio', 'above', 'aim'], ...rows.map(cellsOf)]
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  )
  const placed = (cell: string, column: number) => {
    // What stands in the last column, and the words about what is not possible, may be long.
    const width = widths[column] ?? 0
    return column === 0 || column > 4 ? cell.padEnd(width) : cell.padStart(width)
  }
  return cells.map((row) => row.map(placed).join('  ').trimEnd()).join('\n')
}

function cellsOf(row: Figure): string[] {
  const { name, value, unit, baseline, ratio, aim = '', note = '' } = row
  const above = aboveOf(row)
  const last = [aim, note].filter((text) => text !== '').join('; ')
  if (value === null) return [name, 'not possible', '', '', '', last]
  if (baseline === null) return [name, `${value} ${unit}`, '', '', '', last]
  return [
    name,
    `${value} ${unit}`,
    `${baseline} ${unit}`,
    ratio?.toFixed(2) ?? '',
    `${above} ${unit}`,
    last,
  ]
}

function aboveOf({ value, baseline }: Figure): number | null {
  return value === null || baseline === null ? null : Number((value - baseline).toPrecision(6))
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}
