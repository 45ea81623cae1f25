import { createHash, type KeyObject } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import type { AppUpdater } from 'electron-updater'
import { judgeRelease } from '../../../release/judge-release.ts'
import type { ReleaseInfo, ReleaseSystem } from '../../../release/release-info.ts'
import type { Log } from '../../log.ts'
import type { RefusedUpdate, UpdateSource } from './update-source.ts'

/** The part of electron-updater that is used. */
export type Updater = Pick<
  AppUpdater,
  'checkForUpdates' | 'downloadUpdate' | 'quitAndInstall' | 'autoDownload' | 'autoInstallOnAppQuit'
>

/** The keys that this program trusts, and the system that a release must be for. */
export interface Trust {
  readonly keys: readonly KeyObject[]
  readonly system: ReleaseSystem
}

/**
 * The versions of electron-updater that one of our keys has signed. electron-updater compares a file with the SHA-512
 * in the update file; the signature proves that this SHA-512 was released. So nothing is downloaded before the
 * signature is checked, and the file on the disk is checked again before it is installed.
 */
export function createVerifiedSource(updater: Updater, trust: Trust, log: Log): UpdateSource {
  updater.autoDownload = false
  updater.autoInstallOnAppQuit = false
  let offer: ReleaseInfo | null = null
  let fetched: string | null = null

  function refuse(version: string, why: RefusedUpdate['why']): RefusedUpdate {
    offer = null
    fetched = null
    updater.autoInstallOnAppQuit = false
    log.warn({ version, why }, 'update refused')
    return { kind: 'refused', version, why }
  }

  /** The refusal of a downloaded file that is not the signed one; null otherwise. */
  function recheck(release: ReleaseInfo, file: string | null): RefusedUpdate | null {
    const isIntact = file !== null && isListed(file, release)
    return isIntact ? null : refuse(release.version, 'changed-file')
  }

  return {
    async check() {
      const found = await updater.checkForUpdates()
      if (found === null || !found.isUpdateAvailable) return { kind: 'nothing' }
      const { version } = found.updateInfo
      const judged = judgeRelease(found.updateInfo, trust.keys, trust.system)
      if (judged.kind === 'refused') return refuse(version, judged.why)
      offer = judged.release
      return { kind: 'offer', version, publishedAt: Date.parse(judged.release.releaseDate) }
    },
    async download() {
      if (offer === null) throw new Error('there is no offer')
      const release = offer
      // Set before the download, because electron-updater reads it when the file is there.
      updater.autoInstallOnAppQuit = true
      try {
        const [file] = await updater.downloadUpdate()
        fetched = file ?? null
      } catch (error) {
        if (isChecksumMismatch(error)) return refuse(release.version, 'changed-file')
        updater.autoInstallOnAppQuit = false
        throw error
      }
      return recheck(release, fetched) ?? { kind: 'ready' }
    },
    install() {
      if (offer === null || fetched === null) throw new Error('nothing is ready')
      const refusal = recheck(offer, fetched)
      if (refusal !== null) return refusal
      // Silently, and started again afterwards.
      updater.quitAndInstall(true, true)
      return { kind: 'installs' }
    },
    close() {
      if (offer !== null && fetched !== null) recheck(offer, fetched)
    },
  }
}

function isListed(path: string, { files }: ReleaseInfo): boolean {
  try {
    const hash = hashFile(path)
    return files.some(({ sha512 }) => sha512 === hash)
  } catch {
    return false
  }
}

const CHUNK_BYTES = 1024 * 1024

/** Synchronous, because the program may be quitting and does not wait. Base64. */
function hashFile(path: string): string {
  const hash = createHash('sha512')
  const chunk = Buffer.alloc(CHUNK_BYTES)
  const handle = openSync(path, 'r')
  try {
    for (let read = readSync(handle, chunk); read > 0; read = readSync(handle, chunk)) {
      hash.update(chunk.subarray(0, read))
    }
  } finally {
    closeSync(handle)
  }
  return hash.digest('base64')
}

function isChecksumMismatch(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_CHECKSUM_MISMATCH'
}
