import { assertNever } from '../../server/contract/assert-never.ts'
import type { SoundDevice } from './settings.ts'

type Device = NonNullable<SoundDevice>

/** What a stored choice means for the devices that are there now. */
export type ResolvedDevice =
  /** Nothing was chosen: the default device of the system is used. */
  | { readonly kind: 'system' }
  | { readonly kind: 'present'; readonly device: Device }
  /** The default device is used until it is there again. */
  | { readonly kind: 'gone'; readonly device: Device }
  /** The devices are not known yet: it is opened by its id. */
  | { readonly kind: 'unnamed'; readonly device: Device }

/**
 * Finds a device by its id, else by its label: an id differs from machine to machine and after cookies were deleted.
 * The settings and the audio use this one function.
 *
 * @param available null while the browser gives devices no names, before the microphone was allowed.
 */
export function resolveDevice(
  stored: SoundDevice,
  available: readonly Device[] | null,
): ResolvedDevice {
  if (stored === null) return { kind: 'system' }
  if (available === null) return { kind: 'unnamed', device: stored }
  const device =
    available.find(({ id }) => id === stored.id) ??
    available.find(({ label }) => label === stored.label)
  return device === undefined ? { kind: 'gone', device: stored } : { kind: 'present', device }
}

/** The id to open; null for the default device. */
export function idToOpen(resolved: ResolvedDevice): string | null {
  switch (resolved.kind) {
    case 'present':
    case 'unnamed':
      return resolved.device.id
    case 'system':
    case 'gone':
      return null
    default: {
      return assertNever(resolved)
    }
  }
}
