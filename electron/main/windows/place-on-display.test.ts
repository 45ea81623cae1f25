import type { Rectangle } from 'electron'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { placeOnDisplay } from './place-on-display.ts'

const main: Rectangle = { x: 0, y: 24, width: 1280, height: 1000 }
const right: Rectangle = { x: 1280, y: 0, width: 1920, height: 1080 }
const window = { width: 420, height: 720 }

test.each([
  ['where it was', { x: 100, y: 100, ...window }, [main], { x: 100, y: 100, ...window }],
  [
    'on the second screen',
    { x: 2000, y: 50, ...window },
    [main, right],
    { x: 2000, y: 50, ...window },
  ],
  [
    'into the main one when the second is gone',
    { x: 2000, y: 50, ...window },
    [main],
    { x: 430, y: 164, ...window },
  ],
  [
    'partly outside, where it was left so',
    { x: 1150, y: 100, ...window },
    [main],
    { x: 1150, y: 100, ...window },
  ],
  [
    'back when hardly anything is seen',
    { x: 1260, y: 100, ...window },
    [main],
    { x: 430, y: 164, ...window },
  ],
  [
    'back when its top is above the screen',
    { x: 100, y: -100, ...window },
    [main],
    { x: 430, y: 164, ...window },
  ],
  ['no larger than the screen', { x: 0, y: 24, width: 3000, height: 2000 }, [main], main],
  ['as it is where no screen is known', { x: 9, y: 9, ...window }, [], { x: 9, y: 9, ...window }],
])('a window is placed %s', (_name, wanted, areas, placed) => {
  expect(placeOnDisplay(wanted, areas)).toEqual(placed)
})

const side = fc.integer({ min: -5000, max: 5000 })
const length = fc.integer({ min: 200, max: 4000 })
const rectangle = fc.record({ x: side, y: side, width: length, height: length })

test('a placed window can always be dragged, and does not move when placed again', () => {
  fc.assert(
    fc.property(rectangle, fc.array(rectangle, { minLength: 1, maxLength: 4 }), (wanted, areas) => {
      const placed = placeOnDisplay(wanted, areas)
      const seen = areas.some(
        (area) =>
          placed.y >= area.y &&
          placed.y + 24 <= area.y + area.height &&
          Math.min(placed.x + placed.width, area.x + area.width) - Math.max(placed.x, area.x) >= 80,
      )
      expect(seen).toBe(true)
      expect(placeOnDisplay(placed, areas)).toEqual(placed)
    }),
  )
})
