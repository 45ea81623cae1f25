import type { EventChannel } from '../../contract/channels.ts'
import { events, type EventPayload } from '../../contract/contract.ts'

/** The part of Electron’s WebContents that is used. */
export interface EventTarget {
  isDestroyed(): boolean
  send(channel: string, payload: unknown): void
}

export type SendToPage = <C extends EventChannel>(channel: C, payload: EventPayload<C>) => void

/** Creates the function that sends events to the page. Without a page, an event is dropped. */
export function createSendToPage(target: () => EventTarget | null): SendToPage {
  return (channel, payload) => {
    const contents = target()
    if (contents === null || contents.isDestroyed()) return
    contents.send(channel, events[channel].parse(payload))
  }
}
