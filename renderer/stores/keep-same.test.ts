import { assert, jsonValue, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { keepSame } from './keep-same.ts'

describe('what stays the same', () => {
  it('says what the new one says, whatever was there before', () => {
    assert(
      property(jsonValue(), jsonValue(), (before, after) => {
        expect(keepSame(before, after)).toEqual(after)
      }),
    )
  })

  it('is the old object where both say the same', () => {
    assert(
      property(jsonValue(), (value) => {
        expect(keepSame(value, structuredClone(value))).toBe(value)
      }),
    )
  })

  it('keeps the parts beside a change, and nothing of what has gone', () => {
    const before = {
      parties: [{ name: 'Avery', held: false }, { name: 'Robin' }],
      notes: { text: '' },
    }
    const after = {
      parties: [{ name: 'Avery', held: true }, { name: 'Robin' }],
      notes: { text: '' },
    }
    const kept = keepSame(before, after)
    expect(kept).toEqual(after)
    expect(kept.parties[1]).toBe(before.parties[1])
    expect(kept.notes).toBe(before.notes)
    expect(keepSame({ here: 1, gone: 2 }, { here: 1 })).toEqual({ here: 1 })
    expect(keepSame([1, 2], [1])).toEqual([1])
  })
})
