import type { Session } from 'electron'
import type { Log } from '../log.ts'
import { hasOrigin } from '../ipc/sender.ts'

export interface PermissionRequest {
  readonly permission: string
  /** The asking page's address or origin. */
  readonly origin: string
  readonly isMainFrame: boolean
  /** With `media`: what is to be opened. */
  readonly media: readonly string[]
}

/**
 * What a page may have: the microphone, the choice of a loudspeaker, and, because newer Chromium asks,
 * the way to a server on this machine or network. Only our own top frame; everything else is refused.
 */
export function isPermitted(question: PermissionRequest, origins: readonly string[]): boolean {
  if (!question.isMainFrame || !hasOrigin(question.origin, origins)) return false
  switch (question.permission) {
    case 'media':
      return question.media.length > 0 && question.media.every((kind) => kind === 'audio')
    case 'speaker-selection':
    // Named differently by the versions of Chromium; where it may connect is the content policy's matter.
    case 'loopback-network':
    case 'local-network':
    case 'local-network-access':
      return true
    default:
      return false
  }
}

/** Guards a session. Without both handlers Electron grants everything that a page asks for. */
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
