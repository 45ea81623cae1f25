import type { Rectangle } from 'electron'

/** This much of a window’s top edge must be visible, so that it can be dragged. */
const GRIP = { width: 80, height: 24 }

/**
 * The place for a window: unchanged if its top edge can be grabbed on one of the screens, else the middle of the
 * first screen, which is the main one. Never larger than its screen. `areas` are the screens without their bars.
 */
export function placeOnDisplay(wanted: Rectangle, areas: readonly Rectangle[]): Rectangle {
  const [main] = areas
  if (main === undefined) return wanted
  const home = areas.find((area) => isReachable(wanted, area))
  const area = home ?? main
  const width = Math.min(wanted.width, area.width)
  const height = Math.min(wanted.height, area.height)
  const fitted = { ...wanted, width, height }
  // A window that was made smaller may no longer reach the screen.
  if (home !== undefined && isReachable(fitted, home)) return fitted
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  }
}

function isReachable(window: Rectangle, area: Rectangle): boolean {
  const left = Math.max(window.x, area.x)
  const right = Math.min(window.x + window.width, area.x + area.width)
  const topIsSeen = window.y >= area.y && window.y + GRIP.height <= area.y + area.height
  return topIsSeen && right - left >= Math.min(GRIP.width, window.width)
}
