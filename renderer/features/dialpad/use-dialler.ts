import { useState } from 'react'
import { readDialled } from '../../../server/contract/dialled/read-dialled.ts'
import type { Actions } from '../../view/actions.ts'
import type { DiallerView } from '../../view/app-view.ts'
import type { Messages } from '../../i18n/en.ts'
import { useText } from '../../i18n/text.ts'
import type { ProviderDestination } from '../../ports/softphone-provider.ts'
import { formatTyped, numberTarget, type Refusal } from './number-check.ts'
import type { TargetSources } from '../transfer/target-query.ts'
import { useNameSearch } from './use-name-search.ts'
import type { TypedNumber } from './use-typed-number.ts'

export interface DiallerProps {
  readonly view: TargetSources
  readonly typedNumber: TypedNumber
  readonly actions: Actions
}

/** The state of the dialler: the typed text, the matching names, the caller ID, and the call. */
export function useDialler({ view, typedNumber, actions }: DiallerProps) {
  const text = useText()
  const { callerIds, country, dialing, error } = view.dialler
  const number = typedNumber.text
  // A number that the server refused is there to be corrected.
  const isDialled = typedNumber.isDialled && error === null
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [chosen, setCallerId] = useState<string | undefined>(undefined)
  const callerId = callerIds.find((id) => id === chosen) ?? callerIds[0]
  const search = useNameSearch(view, number, {
    onChoose: (row) => callTarget(row.target),
    onNobody: setRefusal,
  })

  function write(next: string) {
    setRefusal(null)
    if (error !== null) actions.clearDialError()
    typedNumber.write(next)
  }
  function callTarget(target: ProviderDestination) {
    if (dialing) return
    write('')
    actions.softphone.place(target, callerId)
  }
  function callTyped() {
    if (dialing) return
    const read = readDialled(number, country)
    setRefusal(read.kind === 'refused' ? read.why : null)
    if (read.kind === 'refused') return
    typedNumber.markDialled()
    actions.softphone.place(numberTarget(read), callerId)
  }
  return {
    search,
    callerId,
    setCallerId,
    error: errorText(refusal, error, text),
    write,
    isDialled,
    press: (key: string) => write(formatTyped(isDialled ? key : number + key, country)),
    callTarget,
    call: search.isName ? search.call : callTyped,
  }
}

function errorText(
  refusal: Refusal | null,
  error: DiallerView['error'],
  text: Messages,
): string | null {
  if (refusal !== null) return text.dialler.refusal[refusal]
  return error === null ? null : text.failures.byCode[error]
}
