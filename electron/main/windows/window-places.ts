import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { screen, type BrowserWindow, type Rectangle } from 'electron'
import { z } from 'zod'
import { writeAtomically } from '../files.ts'
import type { Log } from '../log.ts'
import { placeOnDisplay } from './place-on-display.ts'

const rectangle = z.object({
  x: z.int(),
  y: z.int(),
  width: z.int().min(1),
  height: z.int().min(1),
})
const file = z.object({
  main: rectangle.optional(),
  mini: rectangle.optional(),
  /** Explanations that were shown once and are not shown again. */
  told: z.array(z.string()).default([]),
})
type StoredPlaces = z.infer<typeof file>
export type PlacedWindow = 'main' | 'mini'

export interface WindowPlaces {
  /** The last place of the window, if it is on a screen that is there now; else the middle, in the given size. */
  find(name: PlacedWindow, size: { readonly width: number; readonly height: number }): Rectangle
  /** Stores the place of a window as it is moved and resized. */
  follow(name: PlacedWindow, window: BrowserWindow): void
  /** Moves followed windows back that are no longer on any screen. */
  bringBack(): void
  /** True the first time that it is called with this name on this machine. */
  firstTime(what: string): boolean
  close(): void
}

/** The places of the windows, in `windows.json`. Only a convenience: read and write errors are ignored. */
export function openWindowPlaces(folder: string, log: Log): WindowPlaces {
  const path = join(folder, 'windows.json')
  const followed = new Set<BrowserWindow>()
  let kept = read(path)
  let written = kept

  function write(): void {
    if (kept === written) return
    try {
      writeAtomically(path, `${JSON.stringify(kept)}\n`)
      written = kept
    } catch (error) {
      log.warn({ error: String(error) }, 'window places not written')
    }
  }

  function note(name: PlacedWindow, window: BrowserWindow): void {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    kept = { ...kept, [name]: window.getNormalBounds() }
  }

  return {
    find(name, size) {
      const areas = workAreas()
      const [main] = areas
      const middle = { x: (main?.x ?? 0) - 10_000, y: 0, ...size }
      return placeOnDisplay(kept[name] ?? middle, areas)
    },
    follow(name, window) {
      if (followed.has(window)) return
      followed.add(window)
      window.on('move', () => note(name, window))
      window.on('resize', () => note(name, window))
      window.on('hide', write)
      window.on('close', write)
      window.once('closed', () => followed.delete(window))
    },
    bringBack() {
      for (const window of followed) {
        if (window.isDestroyed()) continue
        const now = window.getBounds()
        const placed = placeOnDisplay(now, workAreas())
        if (JSON.stringify(now) !== JSON.stringify(placed)) window.setBounds(placed)
      }
    },
    firstTime(what) {
      if (kept.told.includes(what)) return false
      kept = { ...kept, told: [...kept.told, what] }
      write()
      return true
    },
    close: write,
  }
}

/** The main screen comes first. */
function workAreas(): readonly Rectangle[] {
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  return [main, ...others].map(({ workArea }) => workArea)
}

function read(path: string): StoredPlaces {
  try {
    return file.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return { told: [] }
  }
}
