export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** So much of a window's top edge must be seen for a hand to take hold of it. */
const GRIP = { width: 80, height: 24 }

/**
 * Where a window may stand: as it was, when its top can be taken hold of on one of the screens; else moved
 * into the first of them, the main one. Never larger than its screen. `areas` are the screens without their bars.
 */
export function placeOnDisplay(wanted: Rectangle, areas: readonly Rectangle[]): Rectangle {
  const [main] = areas
  if (main === undefined) return wanted
  const home = areas.find((area) => isReachable(wanted, area))
  const area = home ?? main
  const width = Math.min(wanted.width, area.width)
  const height = Math.min(wanted.height, area.height)
  const fitted = { ...wanted, width, height }
  // Made smaller, what stood out on the left may have gone altogether.
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
