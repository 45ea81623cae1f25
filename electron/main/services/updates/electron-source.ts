import type { PolicyValues } from '../../../policy/policies.ts'
import type { Log } from '../../log.ts'
import type { UpdateSource } from './update-source.ts'

/** The session in which electron-updater makes its requests. */
export const UPDATE_SESSION = 'electron-updater'

/** New versions by electron-updater: it verifies what it fetches, and heeds a release's staged rollout. */
export async function openElectronSource(policy: PolicyValues, log: Log): Promise<UpdateSource> {
  const { default: updater } = await import('electron-updater')
  const { autoUpdater } = updater
  const feed = policy['updates.feed']
  if (feed !== undefined) autoUpdater.setFeedURL({ provider: 'generic', url: feed })
  const channel = policy['updates.channel']
  if (channel !== undefined) autoUpdater.channel = channel === 'beta' ? 'beta' : 'latest'
  // Choosing a channel has allowed it: whoever leaves the beta waits for the stable one to overtake.
  autoUpdater.allowDowngrade = false
  autoUpdater.allowPrerelease = channel === 'beta'
  autoUpdater.autoDownload = false
  autoUpdater.autoInstallOnAppQuit = true
  autoUpdater.logger = {
    info: () => undefined,
    warn: (reason: unknown) => log.warn({ reason: String(reason) }, 'updater'),
    error: (reason: unknown) => log.warn({ reason: String(reason) }, 'updater'),
  }
  return {
    async check() {
      const found = await autoUpdater.checkForUpdates()
      if (found === null || !found.isUpdateAvailable) return null
      const { version, releaseDate } = found.updateInfo
      return { version, publishedAt: Date.parse(releaseDate) }
    },
    async download() {
      await autoUpdater.downloadUpdate()
    },
    // Silently, and started again afterwards.
    install: () => autoUpdater.quitAndInstall(true, true),
  }
}
