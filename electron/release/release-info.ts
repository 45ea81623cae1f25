import { z } from 'zod'

const sha512 = z.base64().length(88)

/** One file of a release. `url` is its name in the release's folder. */
const releaseFile = z.object({
  url: z.string().min(1),
  /** In base64, over the file's bytes. */
  sha512,
  size: z.int().min(0).optional(),
  isAdminRightsRequired: z.boolean().optional(),
})

/**
 * The part of an update file (`latest.yml` and others) that a signature covers. It leaves out the percentage of a
 * staged rollout, which may change from day to day, and what electron-updater does not use. `packages` names further
 * files to fetch, which no signature covers: our releases have none.
 */
export const releaseInfo = z.object({
  version: z.string().min(1),
  releaseDate: z.iso.datetime(),
  minimumSystemVersion: z.string().optional(),
  files: z.array(releaseFile).min(1),
  packages: z.undefined().optional(),
})
export type ReleaseInfo = z.infer<typeof releaseInfo>

/** The signatures in an update file: one for each key, in base64. */
export const signatures = z.array(z.base64()).min(1).max(8)

/** The system of a release: `win32`, `darwin`, or `linux` with a processor, such as `linux-x64`. */
export type ReleaseSystem = string

/** The system of a program, from Node’s words. Windows and macOS have one update file for all processors. */
export function systemOf(platform: string, arch: string): ReleaseSystem {
  return platform === 'linux' ? `linux-${arch}` : platform
}

/** The system of an update file, from the name that electron-builder gives it; null if it is no update file. */
export function systemOfFile(name: string): ReleaseSystem | null {
  const parts = /^[a-z]+(?:-(?<system>mac|linux)(?:-(?<arch>[a-z0-9]+))?)?\.yml$/u.exec(name)
  if (parts === null) return null
  const { system, arch } = parts.groups ?? {}
  if (system === 'mac') return 'darwin'
  return system === 'linux' ? `linux-${arch ?? 'x64'}` : 'win32'
}

/**
 * The bytes that are signed. Field by field, so that neither the order of keys nor an unknown field can change the
 * meaning of a signature. Version and system are included: nobody can pass the files of another release off as this
 * one.
 */
export function toSignedBytes(system: ReleaseSystem, release: ReleaseInfo): Buffer {
  const { version, releaseDate, minimumSystemVersion = null, files } = release
  const listed = files.map(({ url, sha512, size = null, isAdminRightsRequired = null }) => [
    url,
    sha512,
    size,
    isAdminRightsRequired,
  ])
  return Buffer.from(
    JSON.stringify([
      'cordboard-release-1',
      system,
      version,
      releaseDate,
      minimumSystemVersion,
      listed,
    ]),
  )
}
