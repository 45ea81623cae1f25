import { app, dialog } from 'electron'
import { composeDesktop, type Desktop } from './compose.ts'
import { parseEnvironment } from './environment.ts'
import { createLog } from './log.ts'
import { setUpProcess } from './process-setup.ts'
import { openSettingsFile } from './services/settings/settings-file.ts'
import { createSettings } from './services/settings/settings.ts'
import { quitOnSignals } from './stop-signals.ts'

async function start(): Promise<void> {
  const development = import.meta.env.DEV
  const environment = parseEnvironment(process.env, development)
  const log = createLog(environment.logLevel)
  const stopping = quitOnSignals({ process, app, after: (ms, run) => setTimeout(run, ms) })
  const { ownScheme } = setUpProcess(environment, development)
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  // Before Electron is ready, because some settings hold from then on.
  const file = openSettingsFile(app.getPath('userData'), log, Date.now)
  const settings = createSettings({ file, policy: () => ({}) })
  if (!settings.value('advanced.hardwareAcceleration')) app.disableHardwareAcceleration()

  let desktop: Desktop | null = null
  const early: string[] = []
  // A Mac hands links over as an event, at times before anything is open; the others as arguments.
  app.on('open-url', (event, link) => {
    event.preventDefault()
    if (desktop === null) early.push(link)
    else desktop.links.open(link)
  })
  await app.whenReady()
  const opened = await composeDesktop({ environment, settings, ownScheme, log, stopping })
  desktop = opened
  opened.links.started(process.argv)
  for (const link of early) opened.links.open(link)
  app.on('second-instance', (_event, argv) => {
    opened.show()
    opened.links.started(argv)
  })
  app.on('activate', opened.show)
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', opened.close)
}

start().catch((error: unknown) => {
  dialog.showErrorBox(
    'Cordboard cannot start',
    error instanceof Error ? error.message : String(error),
  )
  app.exit(1)
})
