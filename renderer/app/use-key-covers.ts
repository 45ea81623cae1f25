import { useState } from 'react'
import type { ScreenCover } from '../ui/keys/key-table.ts'
import type { AppView } from '../view/app-view.ts'
import type { Tab } from './shell-navigation.tsx'

const nothing: ScreenCover = { kind: 'none' }
/** Its own buttons are those that need no server. */
const signInAgain: ScreenCover = { kind: 'dialog', has: new Set(['toggle-mute', 'hang-up']) }

/** The list of shortcuts, and what is over the screens: over all of them, and over the phone behind another tab. */
export function useKeyCovers(
  { session, stage }: AppView,
  { tab, onTab }: { readonly tab: Tab; onTab(tab: Tab): void },
) {
  const [listOver, setListOver] = useState<AppView['stage']['kind'] | null>(null)
  const isLost = session.kind === 'lost'
  // A ring, a call or after-call work is not hidden by the list.
  const isListOpen = listOver === stage.kind && !isLost
  const closeList = () => setListOver(null)
  const list: ScreenCover = {
    kind: 'list',
    show() {
      closeList()
      onTab('phone')
    },
  }
  const overAll = isListOpen ? list : nothing
  const overPhone: ScreenCover =
    tab === 'phone' ? nothing : { kind: 'tab', show: () => onTab('phone') }
  return {
    isListOpen,
    closeList,
    toggleList: () => setListOver(isListOpen ? null : stage.kind),
    all: isLost ? signInAgain : overAll,
    phone: isLost ? signInAgain : isListOpen ? list : overPhone,
  }
}
