import type { EventChannel } from '../../contract/channels.ts'
import { events, type EventPayload } from '../../contract/contract.ts'

/** As much of Electron's WebContents as telling needs. */
export interface EventTarget {
  isDestroyed(): boolean
  send(channel: string, payload: unknown): void
}

export type SendToPage = <C extends EventChannel>(channel: C, payload: EventPayload<C>) => void

/** Makes the function that tells the page. What nobody can hear, because the page is gone, is dropped. */
export function createSendToPage(target: () => EventTarget | null): SendToPage {
  return (channel, payload) => {
    const contents = target()
    if (contents === null || contents.isDestroyed()) return
    contents.send(channel, events[channel].output.parse(payload))
  }
}
