import { useState } from 'react'
import type { ActiveCallView, DiallerView } from '../../view/app-view.ts'
import type { DiallingRefusal } from '../../../server/contract/dialling-refusal.ts'
import { isDiallingRefusal } from '../../domain/model/failure-code.ts'
import type { Purpose } from './target-query.ts'

/** What was searched for when a target was chosen. */
export interface TargetChoice {
  readonly purpose: Purpose
  readonly typed: string
}

export interface RefusedSearch extends TargetChoice {
  readonly why: DiallingRefusal
}

/** The failures of a transfer, of adding, and of a new call. */
export interface SearchFailures {
  readonly stage: Pick<ActiveCallView, 'failure'>
  readonly dialler: Pick<DiallerView, 'error'>
}

/**
 * The search closes when a target is chosen. If the dialling policy or a limit refuses it, the search opens again
 * with what was typed, so that the reason is beside the number.
 */
export function useRefusedSearch(failures: SearchFailures) {
  const [choice, setChoice] = useState<TargetChoice | null>(null)
  const why = choice === null ? null : refusalOf(choice.purpose, failures)
  const refused: RefusedSearch | null = choice === null || why === null ? null : { ...choice, why }
  return { refused, setChoice }
}

function refusalOf(purpose: Purpose, { stage, dialler }: SearchFailures): DiallingRefusal | null {
  const { error } = dialler
  if (purpose === 'call') return error !== null && isDiallingRefusal(error) ? error : null
  const { failure } = stage
  return failure?.command === purpose ? (failure.why ?? null) : null
}
