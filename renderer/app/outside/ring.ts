import { callerText, transferText } from '../../features/phone/ringing/ringing-text.ts'
import type { Messages } from '../../i18n/en.ts'
import type { AppView, RingingView } from '../../view/app-view.ts'

/** The call that the agent can answer now; `waits`: during another one. */
export function ringOf({ stage, secondCall }: AppView): {
  readonly call: RingingView
  readonly waits: boolean
} | null {
  if (stage.kind === 'ringing') return { call: stage, waits: false }
  return secondCall?.kind === 'offered' ? { call: secondCall.ringing, waits: true } : null
}

/** Who rings, in one line. */
export function ringerText(call: RingingView, text: Messages): string {
  return transferText(call, text) ?? callerText(call, text)
}
