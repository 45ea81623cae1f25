import type { PagePort } from '../../ports/page-port.ts'

/** As much of a window as is listened to. */
type PageWindow = Pick<Window, 'addEventListener' | 'removeEventListener'>

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
  }
}

/** The desktop's page, which asks before it goes: whoever closes it has been told that the call ends. */
export const desktopPage: PagePort = { onLeaving: () => () => undefined }
