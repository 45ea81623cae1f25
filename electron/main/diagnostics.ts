import { arch, cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { app, dialog, screen, type BrowserWindow } from 'electron'
import type { BundledStatus } from '../contract/bundled.ts'
import type { ExportOutcome, PageLogLine } from '../contract/diagnostics.ts'
import type { PolicyFailure, UpdatesStatus } from '../contract/program.ts'
import { writeAtomically } from './files.ts'
import type { Log } from './log.ts'
import type { BundledServer } from './services/bundled/bundled-server.ts'
import { makeBundle } from './services/diagnostics/bundle.ts'
import type { Logs } from './services/diagnostics/logs.ts'
import { createPageLog } from './services/diagnostics/page-log.ts'
import { reportPolicy } from './services/policy/policy-report.ts'
import type { Policy } from './services/policy/policy.ts'
import type { Settings } from './services/settings/settings.ts'

export interface Diagnostics {
  /** Writes log lines of the page. */
  page(lines: readonly PageLogLine[]): void
  /** Asks the person for a place and writes a zip there. Never rejects. */
  export(window: BrowserWindow | null): Promise<ExportOutcome>
}

/** Logs and facts for the people who look for the cause of a failure. */
export function createDiagnostics(deps: {
  readonly logs: Logs
  readonly policy: Policy
  /** Policies that could be read but not applied. */
  readonly failures: () => readonly PolicyFailure[]
  readonly settings: Settings
  readonly bundled: Pick<BundledServer, 'status'>
  readonly updates: () => UpdatesStatus
  readonly log: Log
}): Diagnostics {
  const { logs, policy, failures, settings, bundled, updates, log } = deps
  const pageLog = createPageLog(logs.open('renderer'), Date.now)

  async function save(window: BrowserWindow | null): Promise<ExportOutcome> {
    const name = `cordboard-diagnostics-${new Date().toISOString().slice(0, 10)}.zip`
    const options = {
      defaultPath: join(app.getPath('documents'), name),
      filters: [{ name: 'Zip', extensions: ['zip'] }],
    }
    const { canceled, filePath } =
      window === null
        ? await dialog.showSaveDialog(options)
        : await dialog.showSaveDialog(window, options)
    if (canceled || filePath === '') return 'cancelled'
    const refused = [...policy.refused, ...failures()]
    const facts = {
      'policy.json': reportPolicy({ ...policy, refused }, {}),
      'settings.json': settings.effective(),
      'system.json': systemFacts(),
      'server.json': await serverFacts(bundled),
      'updates.json': updates(),
    }
    writeAtomically(filePath, makeBundle({ logs: logs.read(), facts }))
    log.info('diagnostics exported')
    return 'saved'
  }

  return {
    page: (lines) => pageLog.write(lines),
    async export(window) {
      try {
        return await save(window)
      } catch (error) {
        log.warn({ reason: String(error) }, 'diagnostics not exported')
        return 'failed'
      }
    },
  }
}

/** The state of the bundled server. Its log is a file of its own. */
async function serverFacts(
  bundled: Pick<BundledServer, 'status'>,
): Promise<Partial<BundledStatus>> {
  const { mode, state, url, publicUrl, failure, details } = await bundled.status()
  return { mode, state, url, publicUrl, failure, details }
}

/** The machine, without personal data: no host name, no user name, no addresses. */
function systemFacts(): Readonly<Record<string, unknown>> {
  return {
    product: app.getName(),
    version: app.getVersion(),
    packaged: app.isPackaged,
    versions: {
      electron: process.versions.electron,
      chrome: process.versions['chrome'],
      node: process.versions.node,
    },
    system: { platform: process.platform, release: release(), arch: arch() },
    processors: cpus().length,
    memoryMegabytes: Math.round(totalmem() / 2 ** 20),
    locale: app.getLocale(),
    screens: screen
      .getAllDisplays()
      .map(({ size: { width, height }, scaleFactor }) => ({ width, height, scaleFactor })),
    graphics: app.getGPUFeatureStatus(),
    processes: app.getAppMetrics().map(({ type, memory, cpu }) => ({
      type,
      megabytes: Math.round(memory.workingSetSize / 1024),
      cpuPercent: cpu.percentCPUUsage,
    })),
  }
}
