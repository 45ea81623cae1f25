import { useState, type KeyboardEvent } from 'react'
import type { Disposition } from '../../../server/contract/desk.ts'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import { exactly, matching } from './matching.ts'

/**
 * The combobox's keyboard: typing marks the best fit, the arrows mark another, Enter takes the marked one.
 * `onChange` gets the letters and the id of the disposition whose whole label they are.
 */
export function useMarking(
  choices: readonly Disposition[],
  typed: string,
  chosenId: string | null,
  onChange: (typed: string, chosenId: string | null) => void,
) {
  const [marked, setMarked] = useState<string | null>(null)
  // Once one is chosen, its own label would fit alone: all of them can be walked over again.
  const fitting = chosenId === null ? matching(choices, typed) : choices

  function type(next: string) {
    const best = matching(choices, next)[0]
    setMarked(next.trim() === '' ? null : (best?.id ?? null))
    onChange(next, exactly(choices, next)?.id ?? null)
  }
  function choose(choice: Disposition) {
    setMarked(null)
    onChange(choice.label, choice.id)
  }
  function onKeyDown(event: KeyboardEvent) {
    const key = plainKeyOf(event.nativeEvent)
    const at = fitting.findIndex((choice) => choice.id === (marked ?? chosenId))
    if (key === 'ArrowDown') setMarked(fitting[(at + 1) % fitting.length]?.id ?? null)
    else if (key === 'ArrowUp') setMarked(fitting.at(at <= 0 ? -1 : at - 1)?.id ?? null)
    else if (key === 'Escape') setMarked(null)
    else if (key === 'Enter') {
      const choice = choices.find((each) => each.id === marked)
      if (choice !== undefined) choose(choice)
    } else return
    event.preventDefault()
  }
  return { marked, fitting, type, choose, onKeyDown }
}
