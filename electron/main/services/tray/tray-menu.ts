import type { MenuItemConstructorOptions } from 'electron'
import type { DeskCommand, DeskStatus } from '../../../contract/desk.ts'

export interface TrayActions {
  command(command: DeskCommand): void
  show(): void
  settings(): void
  mini(): void
  quit(): void
}

/** The menu of the tray: its words, the commands of the call, the activities, and quit. */
export function trayMenu(
  desk: DeskStatus,
  words: string,
  actions: TrayActions,
): MenuItemConstructorOptions[] {
  return [
    { label: words, enabled: false },
    { type: 'separator' },
    { label: 'Show Cordboard', click: actions.show },
    ...callItems(desk, actions),
    ...activityItems(desk, actions),
    { type: 'separator' },
    { label: 'Settings…', enabled: desk.signedIn, click: actions.settings },
    { label: 'Quit Cordboard', click: actions.quit },
  ]
}

function callItems({ call }: DeskStatus, actions: TrayActions): MenuItemConstructorOptions[] {
  if (call === null || call.state === 'ended') return []
  const { callId, muted, mayHold } = call
  const held = call.hold === 'on-hold' || call.hold === 'resuming'
  return [
    { label: 'Mini bar', click: actions.mini },
    { type: 'separator' },
    {
      label: 'Mute',
      type: 'checkbox',
      checked: muted,
      click: () => actions.command({ kind: 'mute', muted: !muted }),
    },
    {
      label: 'Hold',
      type: 'checkbox',
      checked: held,
      enabled: mayHold,
      click: () => actions.command({ kind: 'hold', callId, held: !held }),
    },
    {
      label: 'Hang up',
      enabled: !call.hangingUp,
      click: () => actions.command({ kind: 'hang-up', callId }),
    },
  ]
}

function activityItems(desk: DeskStatus, actions: TrayActions): MenuItemConstructorOptions[] {
  if (!desk.signedIn || desk.activities.length === 0) return []
  const chosen = desk.pending ?? desk.current
  return [
    { type: 'separator' },
    ...desk.activities.map(({ sid, name }): MenuItemConstructorOptions => ({
      // An ampersand would make the next letter a keyboard shortcut.
      label: name.replaceAll('&', '&&'),
      type: 'radio',
      checked: sid === chosen,
      click: () => actions.command({ kind: 'set-activity', sid }),
    })),
  ]
}
