import { useStore } from 'zustand'
import { App } from './app.tsx'
import type { Desk } from './compose.ts'

interface EntryProps {
  readonly desk: Pick<Desk, 'store' | 'actions'>
}

/** The screens, drawn anew with each view that the store holds. */
export function Entry({ desk }: EntryProps) {
  const view = useStore(desk.store, (held) => held.view)
  return <App view={view} actions={desk.actions} />
}
