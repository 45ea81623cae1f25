import type { ReactNode } from 'react'
import { OverlayContext } from '../ui/overlay/overlay.ts'
import { ScreensContext } from '../view/screens.ts'
import type { Tab } from './shell-navigation.tsx'

interface ShellContextsProps {
  /** Where menus, tooltips and dialogs are drawn; null until it is mounted. */
  readonly main: HTMLElement | null
  readonly children: ReactNode
  onTab(tab: Tab): void
}

/** What every part of the shell can reach: the place of its overlays, and the way to another tab. */
export function ShellContexts({ main, onTab, children }: ShellContextsProps) {
  const screens = {
    showPhone: () => onTab('phone'),
    showSettings: () => onTab('settings'),
  }
  return (
    <OverlayContext value={main}>
      <ScreensContext value={screens}>{children}</ScreensContext>
    </OverlayContext>
  )
}
