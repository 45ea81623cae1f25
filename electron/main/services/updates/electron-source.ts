import { join } from 'node:path'
import type { AppUpdater } from 'electron-updater'
import type { PolicyValues } from '../../../policy/policies.ts'
import type { Log } from '../../log.ts'
import type { UpdateSource } from './update-source.ts'
import { createVerifiedSource, type Trust } from './verified-source.ts'

/** The session in which electron-updater makes its requests. */
export const UPDATE_SESSION = 'electron-updater'

/** What electron-builder writes into a program that knows an update server. */
export const BUILT_IN_FEED = 'app-update.yml'
/** What electron-updater reads in its place where there is none: it would not fetch anything without such a file. */
const NO_FEED = 'update-without-feed.yml'

export interface SourceDeps {
  readonly trust: Trust
  /** The folder of the program's resources, and whether an update server is built in. */
  readonly resources: string
  readonly builtIn: boolean
  readonly log: Log
}

/** New versions by electron-updater, which heeds a release's staged rollout; only signed ones are taken. */
export async function openElectronSource(
  policy: PolicyValues,
  parts: SourceDeps,
): Promise<UpdateSource> {
  const { default: updater } = await import('electron-updater')
  return createSource(updater.autoUpdater, policy, parts)
}

/** The same with an updater that is there already. */
export function createSource(
  updater: AppUpdater,
  policy: PolicyValues,
  { trust, resources, builtIn, log }: SourceDeps,
): UpdateSource {
  if (!builtIn) updater.updateConfigPath = join(resources, NO_FEED)
  const feed = policy['updates.feed']
  if (feed !== undefined) updater.setFeedURL({ provider: 'generic', url: feed })
  const channel = policy['updates.channel']
  if (channel !== undefined) updater.channel = channel === 'beta' ? 'beta' : 'latest'
  // Choosing a channel has allowed it: whoever leaves the beta waits for the stable one to overtake.
  updater.allowDowngrade = false
  updater.allowPrerelease = channel === 'beta'
  updater.logger = {
    info: () => undefined,
    warn: (reason: unknown) => log.warn({ reason: String(reason) }, 'updater'),
    error: (reason: unknown) => log.warn({ reason: String(reason) }, 'updater'),
  }
  return createVerifiedSource(updater, trust, log)
}
