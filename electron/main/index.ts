import { app, dialog } from 'electron'
import { composeDesktop } from './compose.ts'
import { parseEnvironment } from './environment.ts'
import { createLog } from './log.ts'
import { setUpProcess } from './process-setup.ts'
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
  await app.whenReady()
  const desktop = await composeDesktop({ environment, ownScheme, log, stopping })
  app.on('second-instance', desktop.show)
  app.on('activate', desktop.show)
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', desktop.close)
}

start().catch((error: unknown) => {
  dialog.showErrorBox(
    'Cordboard cannot start',
    error instanceof Error ? error.message : String(error),
  )
  app.exit(1)
})
