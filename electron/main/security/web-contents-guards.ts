import type { App, Event, WebContents } from 'electron'
import { hasOrigin } from '../ipc/sender.ts'
import type { Log } from '../log.ts'

/**
 * Keeps every page of the program where it is: no way to another origin, no new windows, no embedded
 * guests. Holds for pages that are made later too.
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

/** For the log: a query may hold a person's data. */
function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/su, '')
}
