import type { DotForm } from './tray-state.ts'

/** Four bytes per pixel, in any order with alpha last. */
export interface Bitmap {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/**
 * Draws a dot in the lower right corner, with a gap around it. `colour` has its bytes in the order of the picture.
 */
export function withDot(
  { width, height, pixels }: Bitmap,
  colour: readonly [number, number, number],
  form: DotForm,
): Bitmap {
  const radius = width * 0.25
  const centre = { x: width - radius, y: height - radius }
  const painted = Uint8Array.from(pixels)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const distance = Math.hypot(x + 0.5 - centre.x, y + 0.5 - centre.y)
      const cut = within(distance, radius * 1.3)
      if (cut === 0) continue
      const hole = holeOf(form, x + 0.5 - centre.x, y + 0.5 - centre.y, radius)
      paint(painted, (y * width + x) * 4, colour, {
        dot: within(distance, radius) * (1 - hole),
        cut,
      })
    }
  }
  return { width, height, pixels: painted }
}

/** The part of a pixel that the form leaves open, by its distance from the centre. */
function holeOf(form: DotForm, x: number, y: number, radius: number): number {
  switch (form) {
    case 'full':
      return 0
    case 'hollow':
      return within(Math.hypot(x, y), radius * 0.5)
    case 'barred':
      return Math.min(within(Math.abs(x), radius * 0.65), within(Math.abs(y), radius * 0.25))
  }
}

/** The part of a pixel within the radius, 0 to 1. */
function within(distance: number, radius: number): number {
  return Math.min(1, Math.max(0, radius - distance + 0.5))
}

/** Premultiplied by alpha, as Electron stores pictures. */
function paint(
  pixels: Uint8Array,
  at: number,
  colour: readonly [number, number, number],
  { dot, cut }: { readonly dot: number; readonly cut: number },
): void {
  const bytes = [...colour, 255]
  for (const [channel, byte] of bytes.entries()) {
    const before = (pixels[at + channel] ?? 0) * (1 - cut)
    pixels[at + channel] = Math.round(byte * dot + before * (1 - dot))
  }
}
