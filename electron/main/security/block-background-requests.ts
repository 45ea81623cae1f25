import type { App, Session } from 'electron'

/**
 * Stops Chromium’s own requests in the background. electron/policy/network.ts lists everything that may leave the
 * computer. Call it before Electron is ready, because a session fetches a dictionary as soon as it exists.
 */
export function blockBackgroundRequests(app: App): void {
  app.on('session-created', disableSpelling)
  void useSystemResolver(app)
}

/** Host names are resolved by the system, never by a server that Chromium knows. */
async function useSystemResolver(
  app: Pick<App, 'whenReady' | 'configureHostResolver'>,
): Promise<void> {
  await app.whenReady()
  app.configureHostResolver({ secureDnsMode: 'off' })
}

/** No page is spell-checked (`spellcheck: false`), but each session would still fetch Google’s dictionary. */
function disableSpelling(session: Session): void {
  session.setSpellCheckerEnabled(false)
  // macOS has its own spell checker, whose languages cannot be set here.
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages([])
}
