import type { IpcMain, IpcMainInvokeEvent } from 'electron'
import type { z } from 'zod'
import { panelChannels } from '../../contract/panel-channels.ts'
import type { Log } from '../log.ts'
import { isTrustedSender } from './sender.ts'

export interface PanelIpcDeps<Action> {
  /** The ipc of this window, so no other page reaches it. */
  readonly ipc: Pick<IpcMain, 'handle' | 'on'>
  /** The page's address, for the log. */
  readonly url: string
  /** The origins whose top frames may send messages. */
  readonly origins: readonly string[]
  readonly action: z.ZodType<Action>
  readonly state: () => unknown
  readonly onAction: (action: Action) => void
  readonly log: Log
}

/**
 * Answers the page of a small window. As in the main window, the sender is checked first, then the message is parsed.
 */
export function handlePanelMessages<Action>(options: PanelIpcDeps<Action>): void {
  const { ipc, url, origins, action, log } = options

  function isOurs(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
    if (isTrustedSender(event.senderFrame, origins)) return true
    log.warn({ panel: url }, 'panel refused: sender')
    return false
  }

  ipc.handle(panelChannels.now, (event) => (isOurs(event) ? options.state() : null))
  ipc.on(panelChannels.act, (event, given: unknown) => {
    if (!isOurs(event)) return
    const parsed = action.safeParse(given)
    if (parsed.success) options.onAction(parsed.data)
    else log.warn({ panel: url }, 'panel refused: payload')
  })
}
