import { miniAction, type MiniAction, type MiniPanel } from '../../contract/panel.ts'
import type { DeskStatus } from '../../contract/desk.ts'
import { signedOutDesk } from '../services/tray/tray-state.ts'
import { createPanelWindow, type PanelDeps, type PanelWindow } from './panel-window.ts'
import type { WindowPlaces } from './window-places.ts'

const SIZE = { width: 340, height: 64 }

export interface MiniBar {
  /** Shows the current call. Without one there is no bar. */
  update(desk: DeskStatus): void
  show(): void
  hide(): void
  close(): void
}

/** The current call as a bar above all windows. It can be dragged and keeps its place. */
export function createMiniBar(
  options: PanelDeps<MiniAction> & { readonly places: WindowPlaces },
): MiniBar {
  let inCall = false
  const panel: PanelWindow<MiniPanel> = createPanelWindow({
    ...options,
    look: { ...SIZE, backgroundColor: '#1b1e24' },
    first: { call: null, state: signedOutDesk.state, clockOffsetMs: 0 },
    action: miniAction,
    place(window) {
      const place = options.places.find('mini', SIZE)
      window.setBounds({ ...place, ...SIZE })
      options.places.follow('mini', window)
    },
  })
  return {
    update({ call, state, clockOffsetMs }) {
      inCall = call !== null
      panel.draw({ call, state, clockOffsetMs })
      if (!inCall) panel.hide()
    },
    show() {
      if (inCall) panel.show()
    },
    hide: panel.hide,
    close: panel.close,
  }
}
