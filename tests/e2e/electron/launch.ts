import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { placeApp, repository } from './placed-app.ts'
import { watchLines, type Lines } from './lines.ts'
import { forgetProfile } from './forget-profile.ts'

export interface LaunchOptions {
  readonly serverUrl: string
  /** 48 kHz mono 16-bit; without it the microphone is Chromium's beep. */
  readonly fakeMicrophoneWav?: string
  readonly env?: Readonly<Record<string, string>>
  /** A profile to keep; without it the run has its own, which is removed. */
  readonly userData?: string
  /** Gives the folder to Electron’s launcher instead of placing the app where a packed one is. */
  readonly asFolder?: boolean
  /** A placed app other than the usual one. */
  readonly executable?: string
}

export interface LaunchedDesktop {
  readonly app: ElectronApplication
  readonly page: Page
  /** What the main process logs. */
  readonly log: Lines
  close(): Promise<void>
}

/** The window with the page of the desk. The small windows come and go, so the first of the list may be one of them. */
export function mainWindow({ app, page }: Pick<LaunchedDesktop, 'app' | 'page'>) {
  return app.browserWindow(page)
}

const EXIT_TIMEOUT_MS = 15_000

/**
 * Starts the built desktop on a screen that exists (`xvfb-run`), with the runtime of
 * `ELECTRON_OVERRIDE_DIST_PATH` or the one that npm installed.
 */
export async function launchDesktop(options: LaunchOptions): Promise<LaunchedDesktop> {
  const runtime = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  const inPlace = runtime !== undefined && options.asFolder !== true
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'cordboard-profile-'))
  const app = await _electron.launch({
    ...(inPlace ? { executablePath: options.executable ?? placeApp(runtime) } : {}),
    args: [...switches(options.fakeMicrophoneWav), ...(inPlace ? [] : [repository])],
    env: { ...desktopEnvironment({ serverUrl: options.serverUrl, userData }), ...options.env },
  })
  const child = app.process()
  const log = watchLines(child.stderr)
  const page = await app.firstWindow()
  return {
    app,
    page,
    log,
    async close() {
      const hasExited = child.exitCode !== null || child.signalCode !== null
      const gone = hasExited ? Promise.resolve() : once(child, 'exit')
      const killing = setTimeout(() => {
        // Seen without a D-Bus: Electron had let everything go, and its process stayed.
        process.stderr.write('The desktop did not exit, and is killed.\n')
        child.kill('SIGKILL')
      }, EXIT_TIMEOUT_MS)
      // Not `app.close()`: a page in a call would ask whether to leave, and nobody is there to answer.
      await app.evaluate(({ app }) => app.exit(0)).catch(() => undefined)
      await gone
      clearTimeout(killing)
      if (options.userData === undefined) forgetProfile(userData)
    },
  }
}

/** No `--use-fake-ui-for-media-stream`: it would bypass the permission handlers that are tested. */
export function switches(wav: string | undefined): string[] {
  return [
    // Chromium refuses to run as root with its sandbox.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--use-fake-device-for-media-stream',
    ...(wav === undefined ? [] : [`--use-file-for-fake-audio-capture=${wav}`]),
  ]
}

/** What every desktop of a test is told. */
export function desktopEnvironment({
  serverUrl,
  userData,
}: {
  readonly serverUrl: string
  readonly userData: string
}): Record<string, string> {
  return {
    ...inherited(),
    CORDBOARD_SERVER_URL: serverUrl,
    CORDBOARD_USER_DATA: userData,
    CORDBOARD_LOOPBACK_MEDIA: '1',
  }
}

function inherited(): Record<string, string> {
  const given = Object.entries(process.env).filter((entry): entry is [string, string] => {
    return entry[1] !== undefined
  })
  return Object.fromEntries(given)
}
