import { join } from 'node:path'
import { app, Menu, nativeImage, Tray, type NativeImage } from 'electron'
import type { DeskStatus } from '../../../contract/desk.ts'
import type { Log } from '../../log.ts'
import { withDot } from './tray-image.ts'
import { trayMenu, type TrayActions } from './tray-menu.ts'
import { signedOutDesk, trayLooks, trayState, trayTip, type TrayState } from './tray-state.ts'

/** Beside the folder of the main bundle. */
const ICONS = join(import.meta.dirname, '../renderer')

/** How old the time may be that it shows. */
const COUNT_EVERY_MS = 5000

/** On Linux a new menu closes the one that is open, so it has no time. */
const countsInMenu = process.platform !== 'linux'

export interface DeskTray {
  update(desk: DeskStatus): void
  ringing(calls: number): void
  close(): void
}

/**
 * The icon in the tray. If the system has no tray or refuses it, the program works without: the window and the badge
 * show the same.
 */
export function openTray(actions: TrayActions, log: Log): DeskTray {
  const pictures = new Map<TrayState, NativeImage>()
  const picture = (state: TrayState): NativeImage => {
    const made = pictures.get(state) ?? draw(state)
    pictures.set(state, made)
    return made
  }
  let desk = signedOutDesk
  let calls = 0
  let drawn: TrayState | null = null
  let tray: Tray | null = null

  function show(): void {
    const state = trayState(desk, calls > 0)
    try {
      tray ??= createTray(picture(state), actions)
      if (state !== drawn) tray.setImage(picture(state))
      drawn = state
      tray.setToolTip(trayTip(desk, calls > 0, Date.now()))
      const words = trayTip(desk, calls > 0, countsInMenu ? Date.now() : null)
      tray.setContextMenu(Menu.buildFromTemplate(trayMenu(desk, words, actions)))
    } catch (error) {
      log.warn({ error: String(error) }, 'tray refused')
    }
  }

  show()
  const counting = setInterval(() => {
    if (desk.state.time === null) return
    if (countsInMenu) show()
    else tray?.setToolTip(trayTip(desk, calls > 0, Date.now()))
  }, COUNT_EVERY_MS)
  return {
    update(now) {
      desk = now
      show()
    },
    ringing(now) {
      calls = now
      // The badge of the dock on macOS, and of the launcher on Linux if it has one. Windows flashes instead.
      app.setBadgeCount(calls)
      show()
    },
    close() {
      clearInterval(counting)
      tray?.destroy()
      tray = null
    },
  }
}

function createTray(image: NativeImage, actions: TrayActions): Tray {
  const tray = new Tray(image)
  // On macOS a click opens the menu; on other systems it shows the window.
  if (process.platform !== 'darwin') tray.on('click', actions.show)
  return tray
}

function draw(state: TrayState): NativeImage {
  const image = nativeImage.createEmpty()
  for (const [size, scaleFactor] of [
    [16, 1],
    [32, 2],
  ] as const) {
    const plain = nativeImage.createFromPath(join(ICONS, `tray-${size}.png`))
    const { width, height } = plain.getSize()
    if (width === 0) continue
    const { colour, form } = trayLooks[state]
    const [red, green, blue] = colour
    // The bytes of Electron’s pictures are in the order blue, green, red.
    const { pixels } = withDot(
      { width, height, pixels: plain.toBitmap() },
      [blue, green, red],
      form,
    )
    image.addRepresentation({ width, height, scaleFactor, buffer: Buffer.from(pixels) })
  }
  return image
}
