import { useState } from 'react'
import type { ActiveCallView, DiallerView } from '../../view/app-view.ts'
import type { DiallingRefusal } from '../../../server/contract/dialling-refusal.ts'
import { isDiallingRefusal } from '../../domain/model/failure-code.ts'
import type { Purpose } from './target-rows.ts'

/** What was searched for when a target was chosen. */
export interface Asked {
  readonly purpose: Purpose
  readonly typed: string
}

export interface RefusedSearch extends Asked {
  readonly why: DiallingRefusal
}

/** The failures of a transfer, of adding, and of a new call. */
export interface Shown {
  readonly stage: Pick<ActiveCallView, 'trouble'>
  readonly dialler: Pick<DiallerView, 'error'>
}

/**
 * The search closes when a target is chosen. If the dialling policy or a limit refuses it, the search opens again
 * with what was typed, so that the reason is beside the number.
 */
export function useRefusedSearch(shown: Shown) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const why = asked === null ? null : whyRefused(asked.purpose, shown)
  const refused: RefusedSearch | null = asked === null || why === null ? null : { ...asked, why }
  return { refused, setAsked }
}

function whyRefused(purpose: Purpose, { stage, dialler }: Shown): DiallingRefusal | null {
  const { error } = dialler
  if (purpose === 'call') return error !== null && isDiallingRefusal(error) ? error : null
  const { trouble } = stage
  return trouble?.command === purpose ? (trouble.why ?? null) : null
}
