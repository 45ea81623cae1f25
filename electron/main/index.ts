import { app, dialog } from 'electron'
import { composeDesktop, type Desktop } from './compose.ts'
import { parseEnvironment } from './environment.ts'
import { createLog, type Log } from './log.ts'
import { setUpProcess } from './process-setup.ts'
import { explainRefusal, findRefusedSwitches } from './security/command-line.ts'
import { openLogs } from './services/diagnostics/logs.ts'
import { managedSettings, type Policy } from './services/policy/policy.ts'
import { reportPolicy } from './services/policy/policy-report.ts'
import { readSystemPolicy } from './services/policy/system-policy.ts'
import { openSettingsFile } from './services/settings/settings-file.ts'
import { createSettings } from './services/settings/settings.ts'
import { quitOnSignals } from './stop-signals.ts'

async function start(): Promise<void> {
  const development = import.meta.env.DEV
  const environment = parseEnvironment(process.env, development)
  const policy = readSystemPolicy()
  const stopping = quitOnSignals({ process, app, after: (ms, run) => setTimeout(run, ms) })
  const { ownScheme } = setUpProcess(environment, development)
  const logs = openLogs(app.getPath('logs'))
  const level = policy.values['log.level'] ?? environment.logLevel
  const log = createLog(level, logs.open('main'))
  const refused = app.isPackaged
    ? findRefusedSwitches(process, policy.values['security.switches'] ?? [])
    : []
  if (refused.length > 0) {
    log.error({ switches: refused }, 'start refused')
    dialog.showErrorBox('Cordboard cannot start', explainRefusal(refused))
    app.exit(1)
    return
  }
  // Beside a Cordboard that runs, and without a window.
  if (app.commandLine.hasSwitch('print-policy')) {
    printPolicy(policy, log)
    return
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  for (const fault of policy.refused) log.warn(fault, 'policy not understood')
  // Before Electron is ready, because some settings hold from then on.
  const file = openSettingsFile(app.getPath('userData'), log, Date.now)
  const settings = createSettings({ file, policy: () => managedSettings(policy, file.get()) })
  if (!settings.value('advanced.hardwareAcceleration')) app.disableHardwareAcceleration()

  let desktop: Desktop | null = null
  // What comes before anything is open waits.
  const early: ((opened: Desktop) => void)[] = [(opened) => void opened.links.started(process.argv)]
  const whenOpen = (work: (opened: Desktop) => void): void => {
    if (desktop === null) early.push(work)
    else work(desktop)
  }
  // A Mac hands links over as an event; the others start the program once more, with an argument.
  app.on('open-url', (event, link) => {
    event.preventDefault()
    whenOpen(({ links }) => links.open(link))
  })
  app.on('second-instance', (_event, argv) =>
    whenOpen(({ show, links }) => {
      // A link brings the window to the front by itself, where it is opened.
      if (!links.started(argv)) show()
    }),
  )
  await app.whenReady()
  const opened = await composeDesktop({
    environment,
    policy,
    logs,
    settings,
    ownScheme,
    log,
    stopping,
  })
  desktop = opened
  for (const work of early) work(opened)
  app.on('activate', opened.show)
  app.on('window-all-closed', () => app.quit())
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    // The windows are gone; the server may still end its calls' business in order.
    event.preventDefault()
    opened.close()
    void opened.stopServer().finally(() => {
      stopped = true
      // Not within the event itself, where Electron would not hear of it: with no server nothing is waited for.
      setImmediate(() => app.quit())
    })
  })
}

/** For administrators: `--print-policy` tells what holds on this machine for this person, and from where. */
function printPolicy(policy: Policy, log: Log): void {
  const file = openSettingsFile(app.getPath('userData'), log, Date.now)
  const report = reportPolicy(policy, file.get())
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`, () => app.exit(0))
}

start().catch((error: unknown) => {
  dialog.showErrorBox(
    'Cordboard cannot start',
    error instanceof Error ? error.message : String(error),
  )
  app.exit(1)
})
