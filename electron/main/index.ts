import { app, dialog } from 'electron'
import { after } from './clock.ts'
import { composeDesktop, type Desktop } from './compose.ts'
import { parseEnvironment } from './environment.ts'
import { createLog, reasonOf, type Log } from './log.ts'
import { setUpProcess } from './process-setup.ts'
import { explainRefusal, findRefusedSwitches } from './security/command-line.ts'
import { openLogs } from './services/diagnostics/logs.ts'
import { pickManagedSettings, type Policy } from './services/policy/policy.ts'
import { reportPolicy } from './services/policy/policy-report.ts'
import { readSystemPolicy } from './services/policy/system-policy.ts'
import { openSettingsFile } from './services/settings/settings-file.ts'
import { createSettings } from './services/settings/settings.ts'
import { quitOnSignals } from './stop-signals.ts'

async function start(): Promise<void> {
  const development = import.meta.env.DEV
  const environment = parseEnvironment(process.env, development)
  const policy = readSystemPolicy()
  const isStopping = quitOnSignals({ process, app, after })
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
  // Works while another Cordboard runs, and opens no window.
  if (app.commandLine.hasSwitch('print-policy')) {
    printPolicy(policy, log)
    return
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  for (const fault of policy.refused) log.warn(fault, 'policy not understood')
  // Before Electron is ready, because some settings apply from then on.
  const file = openSettingsFile(app.getPath('userData'), log, Date.now)
  const settings = createSettings({ file, policy: () => pickManagedSettings(policy, file.get()) })
  if (!settings.value('advanced.hardwareAcceleration')) app.disableHardwareAcceleration()

  async function open(): Promise<Desktop> {
    await app.whenReady()
    const deps = { environment, policy, logs, settings, ownScheme, log, isStopping }
    const opened = await composeDesktop(deps)
    opened.links.openFromArguments(process.argv)
    return opened
  }

  async function onSecondInstance(argv: readonly string[]): Promise<void> {
    const { show, links } = await opening
    // Opening a link also shows the window.
    if (!links.openFromArguments(argv)) show()
  }

  // Links that arrive before the desktop is open wait for it.
  const opening = open()
  // macOS sends a link as an event. Other systems start the program again with the link as an argument.
  app.on('open-url', (event, link) => {
    event.preventDefault()
    void opening.then(({ links }) => links.open(link))
  })
  app.on('second-instance', (_event, argv) => void onSecondInstance(argv))
  const desktop = await opening
  app.on('activate', desktop.show)
  app.on('window-all-closed', () => app.quit())
  let stopped = false
  app.on('will-quit', (event) => {
    if (stopped) return
    // The windows are closed; the server may still finish its work for open calls.
    event.preventDefault()
    desktop.close()
    void desktop.stopServer().finally(() => {
      stopped = true
      // Electron ignores a quit within the event itself. That happens when there is no server to wait for.
      setImmediate(() => app.quit())
    })
  })
}

/**
 * For administrators: `--print-policy` prints the values that apply on this machine for this person, and their
 * sources.
 */
function printPolicy(policy: Policy, log: Log): void {
  const file = openSettingsFile(app.getPath('userData'), log, Date.now)
  const report = reportPolicy(policy, file.get())
  process.stdout.write(`${JSON.stringify(report, null, 2)}\n`, () => app.exit(0))
}

start().catch((error: unknown) => {
  dialog.showErrorBox('Cordboard cannot start', reasonOf(error))
  app.exit(1)
})
