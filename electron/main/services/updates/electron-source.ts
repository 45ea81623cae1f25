import { join } from 'node:path'
import type { AppUpdater } from 'electron-updater'
import type { PolicyValues } from '../../../policy/policies.ts'
import type { Log } from '../../log.ts'
import type { UpdateSource } from './update-source.ts'
import { createVerifiedSource, type Trust } from './verified-source.ts'

/** The session of electron-updater’s requests. */
export const UPDATE_SESSION = 'electron-updater'

/** electron-builder writes it for a program with an update server. */
export const BUILT_IN_FEED = 'app-update.yml'
/** Used if that file is missing: electron-updater downloads nothing without such a file. */
const NO_FEED = 'update-without-feed.yml'

export interface SourceDeps {
  readonly trust: Trust
  /** The folder of the program’s resources, and whether an update server is built in. */
  readonly resources: string
  readonly builtIn: boolean
  readonly log: Log
}

/**
 * New versions by electron-updater, which respects the staged rollout of a release. Only signed ones are accepted.
 */
export async function openElectronSource(
  policy: PolicyValues,
  deps: SourceDeps,
): Promise<UpdateSource> {
  const { default: updater } = await import('electron-updater')
  return createSource(updater.autoUpdater, policy, deps)
}

/** The same with a given updater. */
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
  // Choosing a channel has enabled downgrades: without them, a program that leaves the beta waits for a newer stable
  // version.
  updater.allowDowngrade = false
  updater.allowPrerelease = channel === 'beta'
  updater.logger = {
    info: () => undefined,
    warn: (reason: unknown) => log.warn({ reason: String(reason) }, 'updater'),
    error: (reason: unknown) => log.warn({ reason: String(reason) }, 'updater'),
  }
  return createVerifiedSource(updater, trust, log)
}
