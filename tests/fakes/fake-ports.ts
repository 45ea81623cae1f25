import { succeed } from '../../server/contract/result.ts'
import type { DeskStatus } from '../../electron/contract/desk.ts'
import type { PageLogLine } from '../../electron/contract/diagnostics.ts'
import type { SettingsStatus } from '../../electron/contract/contract.ts'
import { mergeSettings } from '../../electron/contract/merge-settings.ts'
import type { Target, TargetsReply } from '../../server/contract/commands.ts'
import { PROTOCOL } from '../../server/contract/protocol.ts'
import type { TwilioAccess } from '../../server/contract/twilio-access.ts'
import type { Ports } from '../../renderer/app/engine/ports.ts'
import { noBundled, noProgram } from '../../renderer/adapters/browser/no-desktop.ts'
import type { VoiceEvent, WorkerEvent } from '../../renderer/domain/model/events.ts'
import type { MicrophoneState } from '../../renderer/domain/model/connection-state.ts'
import type { DesktopEvent } from '../../renderer/ports/desktop-port.ts'
import { failWith, type ServerResult } from '../../renderer/ports/result.ts'
import type { Progress } from '../../renderer/ports/page-port.ts'
import type { SoundDevices } from '../../renderer/ports/devices-port.ts'
import type {
  NotificationClick,
  NotificationConsent,
  PageNotification,
} from '../../renderer/ports/notifications-port.ts'
import type { PageLook } from '../../renderer/ports/page-port.ts'
import type { ServerEvent } from '../../renderer/ports/server-port.ts'
import type { OpenSession } from '../../renderer/ports/session-port.ts'
import { Recorder } from './recorder.ts'
import { epoch, fakeTargets, instant } from './snapshots.ts'

export function makeSession(username = 'ada', token = 'access-1'): OpenSession {
  return {
    agent: {
      userId: username,
      username,
      displayName: username.toUpperCase(),
      identity: `tenant_main_user_${username}`,
      role: 'agent',
    },
    accessToken: token,
    accessTokenExpiresAt: instant(600_000),
  }
}

export const fakeAccess: TwilioAccess = {
  token: 'twilio-token',
  expiresAt: instant(3_600_000),
  identity: 'tenant_main_user_ada',
  workerSid: 'WKada',
}

class Source<Event> {
  readonly #listeners = new Set<(event: Event) => void>()
  readonly emit = (event: Event) => this.#listeners.forEach((listener) => listener(event))
  readonly add = (listener: (event: Event) => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }
}

/** Every port in memory: calls are recorded, answers can be changed, events are told by the test. */
export class FakePorts {
  readonly did = new Recorder()
  readonly voice = new Source<VoiceEvent>()
  readonly worker = new Source<WorkerEvent>()
  readonly server = new Source<ServerEvent>()
  readonly desktop = new Source<DesktopEvent>()
  readonly microphone = new Source<MicrophoneState>()
  readonly devices = new Source<void>()
  readonly consents = new Source<NotificationConsent>()
  readonly seen = new Source<void>()
  readonly clicks = new Source<NotificationClick>()
  /** What the ports answer next. */
  readonly answers = {
    protocol: PROTOCOL,
    customerPage: null as string | null,
    refresh: (): ServerResult<OpenSession> => failWith('signed-out', false),
    signIn: (): ServerResult<OpenSession> => succeed(makeSession()),
    access: (): ServerResult<TwilioAccess> => succeed(fakeAccess),
    command: (): ServerResult<void> => succeed(undefined),
    request: (): ServerResult<void> | Promise<ServerResult<void>> => succeed(undefined),
    targets: (): ServerResult<TargetsReply> => succeed(fakeTargets),
    dial: (): ServerResult<{ callId: string; to: string }> =>
      succeed({ callId: 'call-out', to: '+14155550199' }),
    save: (): ServerResult<void> | Promise<ServerResult<void>> => succeed(undefined),
    setActivity: (): boolean => true,
    settings: (): SettingsStatus => ({
      effective: mergeSettings({}, {}),
      keptAside: null,
      keysMoved: false,
    }),
    devices: (): SoundDevices => ({ kind: 'unnamed', canChooseOutput: true }),
    remembered: true as boolean | Promise<boolean>,
    mutedBefore: [] as readonly string[],
    consent: 'not-asked' as NotificationConsent,
    /** The agent looks at the page. */
    seen: true,
  }
  /** What this machine has kept of *Getting started*. */
  readonly progress = new Map<string, Progress>()
  /** The page goes; the result says whether its calls stay up. */
  leavePage: () => boolean = () => false
  /** What the page shows outside of itself. */
  look: PageLook | null = null
  notification: PageNotification | null = null
  /** What the desktop was told of the desk. */
  readonly told: DeskStatus[] = []
  /** What the page has logged. */
  readonly logged: PageLogLine[] = []
  now = epoch
  readonly #timers: { at: number; run: () => void }[] = []
  readonly #ticks = new Set<() => void>()

  /** Lets time go by, a second at a time. */
  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds
    while (this.now < end) {
      this.now = Math.min(end, this.now + 1_000)
      for (const timer of this.#timers.splice(0)) {
        if (timer.at <= this.now) timer.run()
        else this.#timers.push(timer)
      }
      for (const tick of this.#ticks) tick()
      await settle()
    }
  }

  readonly ports: Ports = {
    bundled: noBundled,
    program: noProgram,
    clock: {
      now: () => this.now,
      wall: () => this.now,
      every: (_milliseconds, listener) => {
        this.#ticks.add(listener)
        return () => void this.#ticks.delete(listener)
      },
      after: (milliseconds, run) => {
        this.#timers.push({ at: this.now + milliseconds, run })
        return () => undefined
      },
    },
    desktop: {
      showRinging: (notice) => this.did.note('show-ringing', notice.callId),
      clearRinging: (callId) => this.did.note('clear-ringing', callId),
      tell: (desk) => void this.told.push(desk),
      testHotkeys: (testing) => this.did.note('test-hotkeys', testing),
      openMini: () => this.did.note('open-mini'),
      openMicrophoneSettings: () => this.did.note('microphone-settings'),
      log: (line) => this.logged.push(line),
      exportDiagnostics: () => Promise.resolve('saved' as const),
      onEvent: this.desktop.add,
    },
    page: {
      onLeaving: (keepsCalls) => {
        this.leavePage = keepsCalls
        return () => undefined
      },
      muted: () => this.answers.mutedBefore,
      keepMuted: (callIds) => {
        this.answers.mutedBefore = callIds
      },
      progressOf: (userId) => this.progress.get(userId) ?? { heardRing: false, finished: false },
      keepProgress: (userId, progress) => void this.progress.set(userId, progress),
      show: (look) => {
        this.look = look
      },
    },
    notifications: {
      consent: () => this.answers.consent,
      onConsent: this.consents.add,
      ask: async () => this.did.note('ask-for-notifications'),
      isSeen: () => this.answers.seen,
      onSeen: this.seen.add,
      show: (notification) => {
        this.notification = notification
        this.did.note('notify', notification.key)
      },
      close: () => {
        this.notification = null
      },
      onClick: this.clicks.add,
    },
    devices: {
      find: async () => this.answers.devices(),
      onChange: this.devices.add,
    },
    microphone: {
      check: async () => this.did.note('microphone-check'),
      prefer: (device) => this.did.note('prefer-microphone', device?.id ?? null),
      warm: () => this.did.note('warm'),
      cool: () => this.did.note('cool'),
      onState: this.microphone.add,
      close: () => this.did.note('microphone-close'),
    },
    sound: {
      startRinging: () => this.did.note('ring'),
      stopRinging: () => this.did.note('silence'),
      beep: () => this.did.note('beep'),
      choose: ({ deviceId }) => this.did.note('ringer', deviceId),
      sample: () => this.did.note('sample'),
    },
    settings: {
      place: 'browser',
      read: async () => this.answers.settings(),
      change: async () => succeed(undefined),
      onChange: () => () => undefined,
    },
    session: {
      server: async () => ({ url: 'http://127.0.0.1:4400', decidedBy: 'agent' }),
      setServer: async (url) => succeed(url),
      welcome: async () =>
        succeed({
          product: 'Cordboard',
          version: '0.1.0',
          protocol: this.answers.protocol,
          demoAccounts: [{ username: 'ada', displayName: 'Ada' }],
          customerPage: this.answers.customerPage,
        }),
      signIn: async (username) => {
        this.did.note('sign-in', username)
        return this.answers.signIn()
      },
      signInDemo: async (username) => {
        this.did.note('sign-in-demo', username)
        return succeed(makeSession(username))
      },
      refresh: async () => {
        this.did.note('refresh')
        return this.answers.refresh()
      },
      signOut: async () => this.did.note('sign-out'),
      remembered: async () => this.answers.remembered,
    },
    server: {
      setUrl: (url) => this.did.note('server-url', url),
      authorize: (token) => this.did.note('authorize', token),
      twilioAccess: async () => this.answers.access(),
      dial: async ({ target }) => {
        this.did.note('server-dial', nameOf(target))
        return this.answers.dial()
      },
      retrieve: async (callId) => {
        this.did.note('server-retrieve', callId)
        return this.answers.dial()
      },
      command: async (command, callId) => {
        this.did.note('command', command, callId)
        return this.answers.command()
      },
      request: async (request) => {
        const details = 'step' in request ? [request.step] : []
        const party = request.about === 'party' ? [request.partyId] : []
        const other = 'otherCallId' in request ? [request.otherCallId] : []
        const whole = [request.callId, ...other, ...party, ...details]
        this.did.note(`request-${request.about}`, ...whole)
        return this.answers.request()
      },
      targets: async () => {
        this.did.note('targets')
        return this.answers.targets()
      },
      saveNotes: async (callId, notes) => {
        this.did.note('save-notes', callId, notes)
        return this.answers.save()
      },
      saveDraft: async (callId, draft) => {
        this.did.note('save-draft', callId, draft.dispositionId, draft.notes)
        return this.answers.save()
      },
      completeWrapUp: async (callId, draft) => {
        this.did.note('complete', callId, draft.dispositionId, draft.notes)
        return this.answers.save()
      },
      connect: () => this.did.note('server-connect'),
      reconnect: () => this.did.note('server-reconnect'),
      disconnect: () => this.did.note('server-disconnect'),
      report: (report) => this.did.note('report', report.device, report.microphone, report.worker),
      onEvent: this.server.add,
    },
    voice: {
      connect: async (access) => this.did.note('voice-connect', access.token),
      updateToken: (token) => this.did.note('voice-token', token),
      addressOf: () => ({ host: 'voice.example', port: 443 }),
      dial: (id, callId) => this.did.note('voice-dial', id, callId),
      answer: (id) => this.did.note('voice-answer', id),
      decline: (id) => this.did.note('voice-decline', id),
      mute: (id, muted) => this.did.note('voice-mute', id, muted),
      sendDigits: (id, digits) => this.did.note('voice-digits', id, digits),
      stopKeys: (id) => this.did.note('voice-stop-keys', id),
      useMicrophone: (deviceId) => this.did.note('call-microphone', deviceId),
      useSpeaker: (deviceId) => this.did.note('speaker', deviceId),
      hangUp: (id) => this.did.note('voice-hang-up', id),
      destroy: () => this.did.note('voice-destroy'),
      onEvent: this.voice.add,
    },
    worker: {
      connect: async (access) => this.did.note('worker-connect', access.token),
      updateToken: async ({ token }) => this.did.note('worker-token', token),
      addressOf: () => ({ host: 'event-bridge.example', port: 443 }),
      setActivity: async (sid) => {
        this.did.note('set-activity', sid)
        return this.answers.setActivity()
      },
      destroy: () => this.did.note('worker-destroy'),
      onEvent: this.worker.add,
    },
  }
}

function nameOf(target: Target): string {
  if (target.kind === 'number') return target.number
  return target.kind === 'teammate' ? target.userId : target.queueSid
}

/** Lets every promise that can go on do so: the fakes wait for nothing but each other. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
}
