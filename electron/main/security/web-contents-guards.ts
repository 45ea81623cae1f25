import type { App, Event, WebContents } from 'electron'
import { hasOrigin } from '../ipc/sender.ts'
import type { Log } from '../log.ts'

/**
 * Keeps every page on our own origin: no other origin, no new windows, no embedded guests. Also applies to pages that
 * are opened later.
 */
export function guardWebContents(app: App, origins: readonly string[], log: Log): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, origins, log))
}

function guard(contents: WebContents, origins: readonly string[], log: Log): void {
  const stay = (details: Event<{ url: string }>): void => {
    if (hasOrigin(details.url, origins)) return
    details.preventDefault()
    log.warn({ to: withoutQuery(details.url) }, 'navigation refused')
  }
  contents.on('will-frame-navigate', stay)
  contents.on('will-redirect', stay)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    log.warn({ to: withoutQuery(url) }, 'window refused')
    return { action: 'deny' }
  })
}

/** For the log, because a query may hold personal data. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/su, '')
}
