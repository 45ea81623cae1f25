import { demoFrom } from '../../../adapters/browser/address.ts'
import { composePorts } from '../../compose-ports.ts'
import { ringingWords } from '../../compose-words.ts'
import { composeSoftphone } from '../../compose-softphone.ts'
import type { SoftphoneProvider } from '../../../ports/softphone-provider.ts'

declare global {
  interface Window {
    provider: SoftphoneProvider
    /** The callbacks so far. */
    told: string[]
  }
}

// The product's own composition with the provider in place of the screens.
const desk = composeSoftphone(composePorts(ringingWords))
const told: string[] = []
window.told = told
window.provider = desk.actions.softphone
window.provider.listen({
  onIncoming: () => told.push('incoming'),
  onConnected: () => told.push('connected'),
  onEnded: (_call, reason) => told.push(`ended:${reason}`),
  onError: (error) => told.push(`error:${error.command}:${error.code}`),
})
void desk.start(demoFrom(globalThis.location.hash))
