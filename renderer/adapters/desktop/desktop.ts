import type { DesktopBridge } from '../../../electron/contract/bridge.ts'
import type { Ring } from '../../../electron/contract/panel.ts'
import type { HotkeyState } from '../../../electron/contract/contract.ts'
import type { DesktopEvent, DesktopPort, RingingNotice } from '../../ports/desktop-port.ts'
import { ask } from './desktop-session.ts'

/** The words of a notification and of the ring window, in the page's language. */
export type RingingWords = (notice: RingingNotice) => Omit<Ring, 'callId'>

/** What belongs to the main process: notifications, hotkeys, the tray, the mini bar, links. */
export function createDesktop(
  bridge: DesktopBridge,
  words: RingingWords,
  onOnline: (listener: () => void) => () => void,
): DesktopPort {
  return {
    showRinging(notice) {
      void ask(bridge, 'ringing.show', { callId: notice.callId, ...words(notice) })
    },
    clearRinging(callId) {
      void ask(bridge, 'ringing.clear', { callId })
    },
    tell(desk) {
      void ask(bridge, 'desk.now', desk)
    },
    testHotkeys(testing) {
      void ask(bridge, 'hotkeys.test', { testing })
    },
    openMini() {
      void ask(bridge, 'mini.open', {})
    },
    openMicrophoneSettings() {
      void ask(bridge, 'microphone.openSettings', {})
    },
    log(line) {
      void ask(bridge, 'log.write', { lines: [line] })
    },
    async exportDiagnostics() {
      const reply = await ask(bridge, 'diagnostics.export', {})
      return reply.ok ? reply.value.outcome : 'failed'
    },
    onEvent(listener: (event: DesktopEvent) => void) {
      const failures = newFailures()
      const stops = [
        bridge.on('hotkey', ({ name }) => listener({ kind: 'hotkey', name })),
        bridge.on('hotkeys.status', ({ keys }) => {
          listener({ kind: 'hotkeys', keys })
          if (failures(keys)) listener({ kind: 'hotkeys-failed' })
        }),
        bridge.on('hotkey.tested', ({ name }) => listener({ kind: 'hotkey-tested', name })),
        bridge.on('ringing.action', ({ callId, action }) =>
          listener({ kind: 'ringing-action', callId, action }),
        ),
        bridge.on('desk.command', (command) => listener({ kind: 'command', command })),
        bridge.on('dial.fill', ({ number }) => listener({ kind: 'dial', number })),
        bridge.on('surroundings', ({ kind }) => listener({ kind: 'surroundings', what: kind })),
        onOnline(() => listener({ kind: 'surroundings', what: 'online' })),
      ]
      return () => stops.forEach((stop) => stop())
    },
  }
}

/** True when a key fails that worked before, so that the agent sees it once. */
function newFailures(): (keys: readonly HotkeyState[]) => boolean {
  let known: ReadonlySet<string> = new Set()
  return (keys) => {
    const failed = keys
      .filter(({ state }) => state === 'taken' || state === 'invalid')
      .map(({ name, accelerator }) => `${name} ${accelerator}`)
    const isNew = failed.some((key) => !known.has(key))
    known = new Set(failed)
    return isNew
  }
}
