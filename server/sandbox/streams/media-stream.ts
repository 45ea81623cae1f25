import { newSid } from '../account.ts'
import { FRAME_MS } from '../media/frame.ts'
import { decodeMulaw } from '../media/mulaw.ts'
import { isFinal } from '../telephony/call/call-status.ts'
import type { Call } from '../telephony/call/call.ts'
import type { CoreServices } from '../telephony/core-services.ts'
import { createOrderedSender } from '../webhooks/ordered.ts'
import { createPlayback } from './playback.ts'
import { openStreamSocket } from './stream-socket.ts'
import type { StreamFailure, StreamSocket } from './stream-socket.ts'
import { CONNECTED, readCommand, wireMessage } from './wire.ts'
import type { StreamEvent, Track } from './wire.ts'

export interface StreamRequest {
  /** `wss:` or `ws:`. */
  readonly url: string
  readonly name: string | null
  readonly tracks: readonly Track[]
  readonly parameters: Readonly<Record<string, string>>
  readonly report: { readonly url: string; readonly method: 'GET' | 'POST' } | null
  /** The caller hears what the server sends, and the server gets its keys. */
  readonly bidirectional: boolean
}

type MediaStreamDeps = Pick<
  CoreServices,
  'account' | 'accountSid' | 'audio' | 'clock' | 'notices' | 'sender'
>

/** A call's sound on its way to a WebSocket server, from its creation to its end. Docs: voice/media-streams. */
export class MediaStream {
  readonly sid = newSid('MZ')
  readonly call: Call
  readonly request: StreamRequest
  updatedAt: number
  /** Settles when it is over, for any reason. */
  readonly ended: Promise<void>
  readonly #deps: MediaStreamDeps
  readonly #socket: StreamSocket | null
  readonly #post: ReturnType<typeof createOrderedSender>
  readonly #settle: () => void
  readonly #ends: (() => void)[] = []
  readonly #playback = createPlayback((name) => this.#tell({ event: 'mark', name }))
  #status: 'in-progress' | 'stopped' = 'in-progress'
  #sequence = 0
  #chunk = 0
  #toldMalformed = false

  constructor(deps: MediaStreamDeps, call: Call, request: StreamRequest) {
    this.#deps = deps
    this.call = call
    this.request = request
    this.updatedAt = deps.clock.now()
    this.#post = createOrderedSender(deps.sender)
    const { promise, resolve } = Promise.withResolvers<undefined>()
    this.ended = promise
    this.#settle = () => resolve(undefined)
    this.#socket = this.#open()
    this.#ends.push(
      call.watch((status) => {
        if (isFinal(status)) this.stop()
      }),
    )
  }

  get status(): 'in-progress' | 'stopped' {
    return this.#status
  }

  stop(): void {
    if (this.#status === 'stopped') return
    this.#tell({ event: 'stop' })
    this.#socket?.close()
    this.#end(null)
  }

  #open(): StreamSocket | null {
    const { url } = this.request
    if (!/^wss?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) {
      const message = `Stream - WebSocket - Malformed URL: ${url}`
      queueMicrotask(() => this.#end({ code: 31923, message }))
      return null
    }
    return openStreamSocket(url, this.#deps.account.signing, {
      onOpen: () => this.#begin(),
      onMessage: (text) => this.#obey(text),
      onEnd: (fault) => this.#end(fault),
    })
  }

  #begin(): void {
    if (this.#status === 'stopped') return
    const { audio } = this.#deps
    const { tracks, parameters, bidirectional } = this.request
    this.#socket?.send(CONNECTED)
    this.#tell({ event: 'start', tracks, customParameters: parameters })
    this.#report('stream-started')
    this.#ends.push(audio.observe(() => this.#frame()))
    if (!bidirectional) return
    this.#ends.push(
      audio.add(() => {
        if (this.call.audio) this.call.audio.hears = this.#playback.read()
      }),
      this.call.onKey((digit) => this.#tell({ event: 'dtmf', digit })),
    )
  }

  /** Each track has a chunk of its own for the same 20 ms. */
  #frame(): void {
    const { audio } = this.call
    if (audio === null) return
    const timestamp = this.#chunk * FRAME_MS
    this.#chunk += 1
    for (const track of this.request.tracks) {
      const frame = track === 'inbound' ? audio.spoke : audio.hears
      this.#tell({ event: 'media', track, chunk: this.#chunk, timestamp, frame })
    }
  }

  #obey(text: string | null): void {
    if (!this.request.bidirectional || this.#status === 'stopped') return
    const command = text === null ? null : readCommand(text)
    if (command?.streamSid !== this.sid) return this.#onMalformed(text)
    if (command.event === 'clear') this.#playback.clear()
    else if (command.event === 'mark') this.#playback.mark(command.mark.name)
    else this.#playback.add(decodeMulaw(Buffer.from(command.media.payload, 'base64')))
  }

  /** Docs: api/errors/31950, 31951: told once for each stream. */
  #onMalformed(text: string | null): void {
    if (this.#toldMalformed) return
    this.#toldMalformed = true
    const fault =
      text === null
        ? { code: 31950, message: 'Stream - Protocol - Malformed Message' }
        : { code: 31951, message: 'Stream - Protocol - Invalid Message' }
    this.#note('warning', fault)
  }

  #end(fault: StreamFailure | null): void {
    if (this.#status === 'stopped') return
    this.#status = 'stopped'
    this.updatedAt = this.#deps.clock.now()
    for (const end of this.#ends) end()
    if (fault) {
      this.#note('error', fault)
      this.#report('stream-error', `${fault.code}: ${fault.message}`)
    } else this.#report('stream-stopped')
    this.#settle()
  }

  #tell(told: StreamEvent): void {
    const { accountSid } = this.#deps
    const identity = { accountSid, callSid: this.call.sid, streamSid: this.sid }
    this.#sequence += 1
    this.#socket?.send(wireMessage(identity, this.#sequence, told))
  }

  #note(level: 'error' | 'warning', { code, message }: StreamFailure): void {
    const { url } = this.request
    this.#deps.notices.note({ level, code, message, callSid: this.call.sid, url })
  }

  /** Docs: voice/twiml/stream#statuscallback. */
  #report(event: 'stream-started' | 'stream-stopped' | 'stream-error', error?: string): void {
    const { report, name } = this.request
    if (report === null) return
    const { accountSid, clock } = this.#deps
    this.#post({
      ...report,
      params: {
        AccountSid: accountSid,
        CallSid: this.call.sid,
        StreamSid: this.sid,
        ...(name === null ? {} : { StreamName: name }),
        StreamEvent: event,
        ...(error === undefined ? {} : { StreamError: error }),
        Timestamp: new Date(clock.now()).toISOString(),
      },
    })
  }
}
