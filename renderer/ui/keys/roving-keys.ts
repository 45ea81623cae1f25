import { useState, type KeyboardEvent } from 'react'
import { plainKeyOf } from './key-gate.ts'

/** The place that an arrow leads to in a grid of so many places; null for another key, and at an edge. */
function placeAfter(key: string | null, at: number, count: number, columns: number): number | null {
  const column = at % columns
  switch (key) {
    case 'ArrowRight':
      return column < columns - 1 && at + 1 < count ? at + 1 : null
    case 'ArrowLeft':
      return column > 0 ? at - 1 : null
    case 'ArrowDown':
      return at + columns < count ? at + columns : null
    case 'ArrowUp':
      return at >= columns ? at - columns : null
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return null
  }
}

/**
 * A grid of buttons with one tab stop: the arrows move the focus among them, and Tab leaves. Spread `itemProps` on each
 * button, and give their parent `onKeyDown`.
 */
export function useRovingKeys(count: number, columns: number) {
  const [stop, setStop] = useState(0)
  return {
    onKeyDown(event: KeyboardEvent<HTMLElement>) {
      const key = plainKeyOf(event.nativeEvent)
      if (key === null || !/^(?:Arrow|Home$|End$)/.test(key)) return
      const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-roving]')]
      const at = items.findIndex((item) => item === event.target)
      // The first arrow enters the grid where it was left.
      const next = at === -1 ? stop : placeAfter(key, at, count, columns)
      event.preventDefault()
      if (next !== null) items[next]?.focus()
    },
    itemProps: (at: number) => ({
      'data-roving': '',
      tabIndex: at === stop ? 0 : -1,
      onFocus: () => setStop(at),
    }),
  }
}
