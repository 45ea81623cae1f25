import type { Session } from 'electron'
import type { Log } from '../log.ts'
import { hasOrigin } from '../ipc/sender.ts'

export interface PermissionRequest {
  readonly permission: string
  /** The address or origin of the page. */
  readonly origin: string
  readonly isMainFrame: boolean
  /** With `media`: the kinds of devices. */
  readonly media: readonly string[]
}

/**
 * The permissions of a page: the microphone, the choice of a loudspeaker, and, because newer Chromium asks,
 * connections to this machine and its network. Only for our own top frame; everything else is refused.
 */
export function isPermitted(question: PermissionRequest, origins: readonly string[]): boolean {
  if (!question.isMainFrame || !hasOrigin(question.origin, origins)) return false
  switch (question.permission) {
    case 'media':
      return question.media.length > 0 && question.media.every((kind) => kind === 'audio')
    case 'speaker-selection':
    // Chromium’s versions use different names. The content policy decides where the page may connect.
    case 'loopback-network':
    case 'local-network':
    case 'local-network-access':
      return true
    default:
      return false
  }
}

/** Sets both permission handlers of a session. Without them Electron grants every request. */
export function guardPermissions(session: Session, origins: readonly string[], log: Log): void {
  session.setPermissionRequestHandler((_contents, permission, reply, details) => {
    const media = 'mediaTypes' in details ? (details.mediaTypes ?? []) : []
    const { isMainFrame, requestingUrl: origin } = details
    const granted = isPermitted({ permission, origin, isMainFrame, media }, origins)
    if (!granted) log.warn({ permission, origin }, 'permission refused')
    reply(granted)
  })
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const { isMainFrame, mediaType } = details
    const media = mediaType === undefined ? [] : [mediaType]
    return isPermitted({ permission, origin, isMainFrame, media }, origins)
  })
  session.setDevicePermissionHandler(() => false)
}
