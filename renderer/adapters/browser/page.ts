import { z } from 'zod'
import type { PageIcon, PageLook, PagePort, Progress } from '../../ports/page-port.ts'

/** The part of a window that is used here. `sessionStorage` belongs to one tab, over all pages loaded in it. */
export interface PageWindow extends Pick<Window, 'addEventListener' | 'removeEventListener'> {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
  /** Belongs to this browser, or to the desktop's profile. */
  readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>
  readonly document: Document
  readonly navigator: Pick<Navigator, 'setAppBadge' | 'clearAppBadge'>
}

const MUTED = 'cordboard.muted'
const mutedCalls = z.array(z.string())

const STARTED = 'cordboard.started'
const noProgress: Progress = { heardRing: false, finished: false }
const allProgress = z.record(
  z.string(),
  z.object({ heardRing: z.boolean(), finished: z.boolean() }),
)

/**
 * The web phone's page. The Voice SDK hangs up on `pagehide`, also when the page is only loaded again. Our listener
 * runs first, and stops the event when the next page takes over calls. If no page comes back, Twilio ends the leg
 * after the Device's `maxCallSignalingTimeoutMs`.
 */
export function createWebPage(window: PageWindow): PagePort {
  let shown: PageLook | null = null
  return {
    onLeaving(keepsCalls) {
      const onPageHide = (event: Event): void => {
        if (keepsCalls()) event.stopImmediatePropagation()
      }
      window.addEventListener('pagehide', onPageHide, { capture: true })
      return () => window.removeEventListener('pagehide', onPageHide, { capture: true })
    },
    muted: () => readAs(mutedCalls, window.sessionStorage.getItem(MUTED)) ?? [],
    keepMuted: (callIds) => window.sessionStorage.setItem(MUTED, JSON.stringify(callIds)),
    progressOf: (userId) => readProgress(window)[userId] ?? noProgress,
    keepProgress(userId, progress) {
      const all = { ...readProgress(window), [userId]: progress }
      window.localStorage.setItem(STARTED, JSON.stringify(all))
    },
    show(look) {
      window.document.title = look.title
      // The title has the seconds. The browser would load the icon and draw the badge again with each of them.
      if (look.icon !== shown?.icon) showIcon(window.document, look.icon)
      if (look.badge !== shown?.badge) showBadge(window.navigator, look.badge)
      shown = look
    },
  }
}

function showIcon(document: Document, icon: PageIcon): void {
  // In the folder of the page.
  const file = icon === 'product' ? './cordboard.svg' : `./status-${icon}.svg`
  document.querySelector('link[rel=icon]')?.setAttribute('href', file)
}

/** Only an installed page has an icon for it, and not in every browser. */
function showBadge(navigator: PageWindow['navigator'], badge: PageLook['badge']): void {
  if (!('setAppBadge' in navigator)) return
  const shown =
    badge === null
      ? navigator.clearAppBadge()
      : navigator.setAppBadge(badge === 'dot' ? undefined : badge)
  shown.catch(() => undefined)
}

/**
 * The desktop's page. It asks before it is closed, and warns that the call ends. The window takes its title; the tray
 * shows the rest.
 */
export function createDesktopPage(window: PageWindow): PagePort {
  return {
    ...createWebPage(window),
    onLeaving: () => () => undefined,
    show({ title }) {
      window.document.title = title
    },
  }
}

function readProgress({ localStorage }: PageWindow): Readonly<Record<string, Progress>> {
  return readAs(allProgress, localStorage.getItem(STARTED)) ?? {}
}

/** Null when nothing was kept, or when it cannot be read. */
function readAs<Value>(schema: z.ZodType<Value>, kept: string | null): Value | null {
  try {
    return schema.parse(JSON.parse(kept ?? ''))
  } catch {
    return null
  }
}
