import type { App, Session } from 'electron'

/**
 * Keeps Chromium from speaking to anybody on its own account: what leaves the computer is in electron/policy/network.ts.
 * To be called before Electron is ready, because a session fetches a dictionary as soon as it is there.
 */
export function blockBackgroundRequests(app: App): void {
  app.on('session-created', disableSpelling)
  void useSystemResolver(app)
}

/** Names are resolved as the system resolves them, never by a server that Chromium knows. */
async function useSystemResolver(
  app: Pick<App, 'whenReady' | 'configureHostResolver'>,
): Promise<void> {
  await app.whenReady()
  app.configureHostResolver({ secureDnsMode: 'off' })
}

/** No page is checked (`spellcheck: false`), and yet each session would fetch Google's dictionary. */
function disableSpelling(session: Session): void {
  session.setSpellCheckerEnabled(false)
  // macOS has the system's own checker, whose languages are not ours to choose.
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages([])
}
