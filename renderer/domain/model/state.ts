import type { Understanding } from '../../../server/contract/protocol.ts'
import type { DeskSnapshot } from '../../../server/contract/desk.ts'
import type { ReadinessReport } from '../../../server/contract/realtime.ts'
import type { Welcome } from '../../../server/contract/session.ts'
import { unpaced } from '../connections/pace.ts'
import type { CommandsState, DialState, LocalCall, TargetsState } from './call-state.ts'
import type {
  AccessState,
  DeviceState,
  LinkState,
  MicrophoneHelp,
  MicrophoneState,
  WorkerState,
} from './connection-state.ts'
import type { RaisedNotice } from './notice.ts'
import type { PendingRequest } from './request.ts'
import type { ServerAddress, SessionState, Unsaved } from './session-state.ts'
import type { Completing, Draft } from './wrap-up-state.ts'

/** Everything the renderer knows. No secret is in it: tokens stay with the engine's runner. */
export interface State {
  readonly session: SessionState
  /** What the sign-in screen shows; it outlives a session. */
  readonly page: {
    readonly demoAccounts: Welcome['demoAccounts']
    /** Where a person plays the customer of the sandbox; null elsewhere. */
    readonly customerPage: string | null
    readonly server: ServerAddress
    /** Whether this page and the server understand each other; checked at each connection. */
    readonly understanding: Understanding
    /** The account in the page's address, which signs in by itself. */
    readonly demo: string | null
    readonly hotkeysFailed: boolean
    /** An update changed the keys, and no agent has seen it yet. */
    readonly hotkeysMoved: boolean
    readonly unsaved: Unsaved | null
    /** Calls that were muted on the previous page, or on a leg that has ended: who comes back is muted again. */
    readonly mutedBefore: readonly string[]
  }
  readonly link: {
    readonly state: LinkState
    readonly desk: DeskSnapshot | null
    /** The newest snapshot could not be read; `desk` is an earlier one. */
    readonly unreadable: boolean
    /** The newest snapshot of this connection; an older one that comes late is dropped. */
    readonly revision: number
    /** Server's clock minus ours. */
    readonly clockOffsetMs: number
  }
  readonly access: AccessState
  readonly device: DeviceState
  readonly microphone: MicrophoneState
  readonly microphoneHelp: MicrophoneHelp
  readonly worker: WorkerState
  /** The leg in focus: the one that rings, or on which the agent is heard. */
  readonly call: LocalCall
  /** The leg that was set aside for it: open, and always muted here. None when none is in focus. */
  readonly setAside: LocalCall
  /** Calls whose media ended here, until the server shows the same. */
  readonly dropped: readonly string[]
  /** Calls in which the previous page had legs. They are rejoined as soon as the Device is registered, the one in hand last. */
  readonly rejoin: readonly string[]
  /** Calls whose customer waits for this desk: the last attempt to connect, and until when the server then waited for it. */
  readonly returns: Readonly<Record<string, { readonly until: string; readonly at: number }>>
  /** Calls that were lost here, and in which others went on with the customer. */
  readonly wentOn: readonly string[]
  readonly commands: CommandsState
  readonly requests: readonly PendingRequest[]
  readonly targets: TargetsState
  readonly dial: DialState
  readonly drafts: Readonly<Record<string, Draft>>
  readonly completing: Completing | null
  readonly notice: RaisedNotice | null
  readonly reported: { readonly report: ReadinessReport; readonly at: number } | null
}

export function emptyState(page: State['page'], session: SessionState): State {
  return {
    session,
    page,
    link: { state: 'connecting', desk: null, unreadable: false, revision: 0, clockOffsetMs: 0 },
    access: {
      held: null,
      fetch: { kind: 'idle' },
      pace: unpaced,
      denied: false,
      addresses: null,
      rebuild: { device: true, worker: true },
    },
    device: { kind: 'off' },
    microphone: 'unknown',
    microphoneHelp: 'none',
    worker: {
      link: { kind: 'off' },
      activities: [],
      current: null,
      since: null,
      pending: null,
      moved: null,
    },
    call: { kind: 'none' },
    setAside: { kind: 'none' },
    dropped: [],
    rejoin: [],
    returns: {},
    wentOn: [],
    commands: { hangUps: {}, alerts: {} },
    requests: [],
    targets: { loading: false, failed: false, teammates: [], queues: [], directory: [] },
    dial: { kind: 'idle' },
    drafts: {},
    completing: null,
    notice: null,
    reported: null,
  }
}

/** The state before `start`. */
export const initialState: State = emptyState(
  {
    demoAccounts: [],
    customerPage: null,
    server: { url: '', decidedBy: 'page' },
    understanding: 'understood',
    demo: null,
    hotkeysFailed: false,
    hotkeysMoved: false,
    unsaved: null,
    mutedBefore: [],
  },
  { kind: 'restoring', deadline: 0, trying: false, retryAt: 0 },
)
