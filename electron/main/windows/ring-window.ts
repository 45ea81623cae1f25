import { screen, type BrowserWindow } from 'electron'
import { ringAction, type Ring, type RingAction, type RingPanel } from '../../contract/panel.ts'
import type { DeskStatus } from '../../contract/desk.ts'
import { signedOutDesk } from '../services/tray/tray-state.ts'
import { createPanelWindow, type PanelDeps, type PanelWindow } from './panel-window.ts'

const WIDTH = 360
const HEIGHT = 148
const MARGIN = 16

export interface RingWindow {
  /** Opens it hidden: a ring must not wait for a page to load. */
  prepare(): void
  /** Sets the ringing calls. `wanted` is false while the main window already shows them. */
  update(rings: readonly Ring[], desk: DeskStatus, wanted: boolean): void
  close(): void
}

/** The window that shows a ringing call above all other windows. */
export function createRingWindow(options: PanelDeps<RingAction>): RingWindow {
  const panel: PanelWindow<RingPanel> = createPanelWindow({
    ...options,
    look: { width: WIDTH, height: HEIGHT, backgroundColor: '#1b1e24' },
    first: { rings: [], state: signedOutDesk.state, clockOffsetMs: 0 },
    action: ringAction,
    place: toCorner,
  })
  return {
    prepare: panel.prepare,
    update(rings, { state, clockOffsetMs }, wanted) {
      panel.draw({ rings: [...rings], state, clockOffsetMs })
      if (rings.length > 0 && wanted) panel.show()
      else panel.hide()
    },
    close: panel.close,
  }
}

/**
 * A corner of the screen with the mouse pointer, because the agent looks there. Not the corner of macOS’s
 * notifications.
 */
function toCorner(window: BrowserWindow): void {
  const { workArea } = screen.getDisplayNearestPoint(screen.getCursorScreenPoint())
  window.setBounds({
    x: workArea.x + workArea.width - WIDTH - MARGIN,
    y:
      process.platform === 'darwin'
        ? workArea.y + workArea.height - HEIGHT - MARGIN
        : workArea.y + MARGIN,
    width: WIDTH,
    height: HEIGHT,
  })
}
