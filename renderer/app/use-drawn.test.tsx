import { act, render } from '@testing-library/react'
import { useEffect } from 'react'
import { expect, it } from 'vitest'
import { createStore } from 'zustand/vanilla'
import { useDrawn } from './use-drawn.ts'

/** The store, and what was drawn of it, in order. */
function open() {
  const store = createStore(() => ({ count: 0 }))
  const drawn: number[] = []
  const countOf = (held: { readonly count: number }) => held.count
  function Screen() {
    const count = useDrawn(store, countOf)
    useEffect(() => void drawn.push(count), [count])
    return null
  }
  return { store, drawn, ...render(<Screen />) }
}

/** Everything that waits has had its turn, in a page too. */
const turn = () => new Promise((resolve) => setTimeout(resolve))

it('draws nothing before the work at hand is done, and then only the last state', async () => {
  const { store, drawn } = open()
  store.setState({ count: 1 })
  await Promise.resolve()
  store.setState({ count: 2 })
  expect(drawn).toEqual([0])
  await act(turn)
  expect(drawn).toEqual([0, 2])
  store.setState({ count: 3 })
  await act(turn)
  expect(drawn).toEqual([0, 2, 3])
})

it('draws no more when the screen has gone', async () => {
  const { store, drawn, unmount } = open()
  store.setState({ count: 1 })
  unmount()
  store.setState({ count: 2 })
  await act(turn)
  expect(drawn).toEqual([0])
})
