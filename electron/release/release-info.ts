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
 * What an update file (`latest.yml` and its like) says of a release, as far as a signature covers it. Left out are the
 * share of a staged rollout, which may change from day to day, and what electron-updater makes no use of.
 * `packages` names further files to be fetched, which nothing here covers: no release of ours has any.
 */
export const releaseInfo = z.object({
  version: z.string().min(1),
  releaseDate: z.iso.datetime(),
  minimumSystemVersion: z.string().optional(),
  files: z.array(releaseFile).min(1),
  packages: z.undefined().optional(),
})
export type ReleaseInfo = z.infer<typeof releaseInfo>

/** The signatures beside it: one for each key that the release was signed with, in base64. */
export const signatures = z.array(z.base64()).min(1).max(8)

/** Who a release is for: `win32`, `darwin`, or `linux` with a processor, such as `linux-x64`. */
export type ReleaseSystem = string

/** The system of a program, in the words of Node. Windows and macOS have one update file for all processors. */
export function systemOf(platform: string, arch: string): ReleaseSystem {
  return platform === 'linux' ? `linux-${arch}` : platform
}

/** The system that an update file is for, by the name that electron-builder gives it; null where it is none. */
export function systemOfFile(name: string): ReleaseSystem | null {
  const parts = /^[a-z]+(?:-(?<system>mac|linux)(?:-(?<arch>[a-z0-9]+))?)?\.yml$/u.exec(name)
  if (parts === null) return null
  const { system, arch } = parts.groups ?? {}
  if (system === 'mac') return 'darwin'
  return system === 'linux' ? `linux-${arch ?? 'x64'}` : 'win32'
}

/**
 * The bytes that are signed. Said field by field, so that no order of keys and no field that nobody knows here can
 * change what a signature means. The version is in it, and the system: neither can be given another release's files.
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
