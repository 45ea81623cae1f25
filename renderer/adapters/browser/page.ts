import { z } from 'zod'
import type { PagePort } from '../../ports/page-port.ts'

/** As much of a window as is used here. Its session's storage is that of one tab, through whatever pages are loaded in it. */
export interface PageWindow extends Pick<Window, 'addEventListener' | 'removeEventListener'> {
  readonly sessionStorage: Pick<Storage, 'getItem' | 'setItem'>
}

const MUTED = 'cordboard.muted'
const mutedCalls = z.array(z.string())

/**
 * The web phone's page. The Voice SDK hangs up on its own `pagehide`, since to it a page that is loaded again is one that
 * is closed; ours is heard before it and keeps the event from it. A page that does not come back leaves its leg to Twilio,
 * which ends it when the signalling has been away for the Device's `maxCallSignalingTimeoutMs`.
 */
export function createWebPage(window: PageWindow): PagePort {
  return {
    onLeaving(keepsCalls) {
      const onPageHide = (event: Event): void => {
        if (keepsCalls()) event.stopImmediatePropagation()
      }
      window.addEventListener('pagehide', onPageHide, { capture: true })
      return () => window.removeEventListener('pagehide', onPageHide, { capture: true })
    },
    muted: () => readMuted(window.sessionStorage.getItem(MUTED)),
    keepMuted: (callIds) => window.sessionStorage.setItem(MUTED, JSON.stringify(callIds)),
  }
}

/** The desktop's page, which asks before it goes: a person who closes it has been told that the call ends. */
export function createDesktopPage(window: PageWindow): PagePort {
  return { ...createWebPage(window), onLeaving: () => () => undefined }
}

function readMuted(kept: string | null): readonly string[] {
  try {
    return mutedCalls.catch([]).parse(JSON.parse(kept ?? '[]'))
  } catch {
    return []
  }
}
