import type { MenuItemConstructorOptions } from 'electron'
import type { DeskCommand, DeskStatus } from '../../../contract/desk.ts'
import { trayTip, type TrayState } from './tray-state.ts'

export interface TrayActions {
  command(command: DeskCommand): void
  show(): void
  settings(): void
  mini(): void
  quit(): void
}

/** The menu of the tray: the state, the commands of the call, the activities, and quit. */
export function trayMenu(
  desk: DeskStatus,
  state: TrayState,
  doings: TrayActions,
): MenuItemConstructorOptions[] {
  return [
    { label: trayTip(desk, state), enabled: false },
    { type: 'separator' },
    { label: 'Show Cordboard', click: doings.show },
    ...callItems(desk, doings),
    ...activityItems(desk, doings),
    { type: 'separator' },
    { label: 'Settings…', enabled: desk.signedIn, click: doings.settings },
    { label: 'Quit Cordboard', click: doings.quit },
  ]
}

function callItems({ call }: DeskStatus, doings: TrayActions): MenuItemConstructorOptions[] {
  if (call === null || call.state === 'ended') return []
  const { callId, muted, mayHold } = call
  const held = call.hold === 'on-hold' || call.hold === 'resuming'
  return [
    { label: 'Mini bar', click: doings.mini },
    { type: 'separator' },
    {
      label: 'Mute',
      type: 'checkbox',
      checked: muted,
      click: () => doings.command({ kind: 'mute', muted: !muted }),
    },
    {
      label: 'Hold',
      type: 'checkbox',
      checked: held,
      enabled: mayHold,
      click: () => doings.command({ kind: 'hold', callId, held: !held }),
    },
    {
      label: 'Hang up',
      enabled: !call.hangingUp,
      click: () => doings.command({ kind: 'hang-up', callId }),
    },
  ]
}

function activityItems(desk: DeskStatus, doings: TrayActions): MenuItemConstructorOptions[] {
  if (!desk.signedIn || desk.activities.length === 0) return []
  const chosen = desk.pending ?? desk.current
  return [
    { type: 'separator' },
    ...desk.activities.map(({ sid, name }): MenuItemConstructorOptions => ({
      // An ampersand would make the next letter a keyboard shortcut.
      label: name.replaceAll('&', '&&'),
      type: 'radio',
      checked: sid === chosen,
      click: () => doings.command({ kind: 'set-activity', sid }),
    })),
  ]
}
