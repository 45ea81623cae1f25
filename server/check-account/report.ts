import type { Experiment, Finding } from './experiment.ts'
import type { Plan } from './plan.ts'

export interface Report {
  readonly account: string
  readonly callsAtOnce: number | null
  readonly callsAtOnceBecause: string
  readonly results: readonly { readonly experiment: Experiment; readonly finding: Finding }[]
  readonly leftOut: Plan['leftOut']
  readonly byHand: readonly { readonly id: string; readonly how: string }[]
}

/** 0: all that ran hold; 1: something does not hold; 2: something could not be carried out, and all others hold. */
export function exitCodeOf({ results }: Report): 0 | 1 | 2 {
  const verdicts = results.map(({ finding }) => finding.verdict)
  if (verdicts.includes('does not hold')) return 1
  return verdicts.includes('unclear') || verdicts.length === 0 ? 2 : 0
}

/** One result, as it is printed when it is known. */
export function resultLines({ id, question, ifNot }: Experiment, finding: Finding): string {
  const lines = [`${id.padEnd(4)} ${finding.verdict.toUpperCase().padEnd(14)} ${question}`]
  lines.push(`${' '.repeat(20)}saw: ${finding.saw}`)
  if (finding.verdict === 'does not hold') lines.push(`${' '.repeat(20)}so:  ${ifNot}`)
  return lines.join('\n')
}

/** What follows the results. */
export function closingLines({ results, leftOut, byHand }: Report): string {
  const count = (verdict: Finding['verdict']) =>
    results.filter(({ finding }) => finding.verdict === verdict).length
  return [
    ...leftOut.map(
      ({ experiment, why }) => `${experiment.id.padEnd(4)} ${'LEFT OUT'.padEnd(14)} ${why}`,
    ),
    ...byHand.map(({ id, how }) => `${id.padEnd(4)} ${'BY HAND'.padEnd(14)} ${how}`),
    '',
    `Holds: ${count('holds')}. Does not hold: ${count('does not hold')}. Unclear: ${count('unclear')}.`,
  ].join('\n')
}

export function reportJson(report: Report): string {
  const { results, leftOut, ...rest } = report
  return JSON.stringify({
    ...rest,
    results: results.map(({ experiment: { id, question, ifNot }, finding: { verdict, saw } }) => ({
      id,
      question,
      verdict,
      saw,
      ifNot: verdict === 'does not hold' ? ifNot : null,
    })),
    leftOut: leftOut.map(({ experiment: { id, question }, why }) => ({ id, question, why })),
  })
}
