import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import type { DesktopEvent, DesktopPort, RingingNotice } from '../../ports/desktop-port.ts'
import { ask } from './desktop-session.ts'

/** The words of a notification are given from outside: this room knows no language. */
export type RingingWords = (notice: RingingNotice) => {
  readonly title: string
  readonly body: string
}

/** Notifications and hotkeys, which belong to the main process. */
export function createDesktop(bridge: DesktopBridge, words: RingingWords): DesktopPort {
  return {
    showRinging(notice) {
      void ask(bridge, 'ringing.show', { callId: notice.callId, ...words(notice) })
    },
    clearRinging(callId) {
      void ask(bridge, 'ringing.clear', { callId })
    },
    onEvent(listener: (event: DesktopEvent) => void) {
      const stops = [
        bridge.on('hotkey', ({ name }) => listener({ kind: 'hotkey', name })),
        bridge.on('ringing.action', ({ callId, action }) =>
          listener({ kind: 'ringing-action', callId, action }),
        ),
        bridge.on('hotkeys.status', ({ failed }) => {
          if (failed.length > 0) listener({ kind: 'hotkeys-failed' })
        }),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}
