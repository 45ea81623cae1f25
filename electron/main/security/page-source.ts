import type { Session } from 'electron'
import { APP_ORIGIN, serveApp } from './app-protocol.ts'
import { serveLoopbackPage } from './loopback-page.ts'
import { presentOwnOrigin } from './present-own-origin.ts'

export interface PageSource {
  /** The origin of the page: the only one that is trusted. */
  readonly origin: string
  /** The page's address. */
  readonly url: string
  close(): void
}

export interface PageSourceDeps {
  readonly session: Session
  /** The folder of the built renderer. */
  readonly root: string
  readonly policy: () => string
  readonly serverOrigin: () => string
  /** Whether our own scheme is registered with Chromium. */
  readonly ownScheme: boolean
  /** The development server, in a development build. */
  readonly devServer: string | null
}

/** Opens the source of the page: our own scheme, except in development and when loaded late. */
export async function openPageSource(options: PageSourceDeps): Promise<PageSource> {
  const { session, root, policy, serverOrigin, devServer } = options
  if (devServer !== null) {
    const { origin } = new URL(devServer)
    const voice = presentOwnOrigin(session, origin, serverOrigin)
    return { origin, url: devServer, close: voice.close }
  }
  if (options.ownScheme) {
    const files = serveApp(session.protocol, root, policy)
    return { origin: APP_ORIGIN, url: `${APP_ORIGIN}/index.html`, close: files.close }
  }
  const page = await serveLoopbackPage(root, policy)
  const voice = presentOwnOrigin(session, page.origin, serverOrigin)
  return {
    origin: page.origin,
    url: `${page.origin}/index.html`,
    close() {
      voice.close()
      page.close()
    },
  }
}
