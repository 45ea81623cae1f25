import { newSid } from '../account.ts'
import { FRAME_MS } from '../media/frame.ts'
import { decodeMulaw } from '../media/mulaw.ts'
import { isFinal } from '../telephony/call/call-status.ts'
import type { Call } from '../telephony/call/call.ts'
import type { CoreServices } from '../telephony/core-services.ts'
import { createOrderedSender } from '../webhooks/ordered.ts'
import { createPlayback } from './playback.ts'
import { openStreamSocket } from './stream-socket.ts'
import type { StreamFault, StreamSocket } from './stream-socket.ts'
import { CONNECTED, readCommand, wireMessage } from './wire.ts'
import type { Told, Track } from './wire.ts'

export interface StreamRequest {
  /** `wss:` or `ws:`. */
  readonly url: string
  readonly name: string | null
  readonly tracks: readonly Track[]
  readonly parameters: Readonly<Record<string, string>>
  readonly report: { readonly url: string; readonly method: 'GET' | 'POST' } | null
  /** The caller hears what the server sends, and its keys are told. */
  readonly bidirectional: boolean
}

type Parts = Pick<CoreServices, 'account' | 'accountSid' | 'audio' | 'clock' | 'notices' | 'sender'>

/** A call's sound on its way to a WebSocket server, from its creation to its end. Docs: voice/media-streams. */
export class MediaStream {
  readonly sid = newSid('MZ')
  readonly call: Call
  readonly request: StreamRequest
  updatedAt: number
  /** Settles when it is over, however that came. */
  readonly ended: Promise<void>
  readonly #parts: Parts
  readonly #socket: StreamSocket | null
  readonly #post: ReturnType<typeof createOrderedSender>
  readonly #settle: () => void
  readonly #ends: (() => void)[] = []
  readonly #playback = createPlayback((name) => this.#tell({ event: 'mark', name }))
  #status: 'in-progress' | 'stopped' = 'in-progress'
  #sequence = 0
  #chunk = 0
  #toldMalformed = false

  constructor(parts: Parts, call: Call, request: StreamRequest) {
    this.#parts = parts
    this.call = call
    this.request = request
    this.updatedAt = parts.clock.now()
    this.#post = createOrderedSender(parts.sender)
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
    return openStreamSocket(url, this.#parts.account.signing, {
      onOpen: () => this.#begin(),
      onMessage: (text) => this.#obey(text),
      onEnd: (fault) => this.#end(fault),
    })
  }

  #begin(): void {
    if (this.#status === 'stopped') return
    const { audio } = this.#parts
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
    if (command?.streamSid !== this.sid) return this.#malformed(text)
    if (command.event === 'clear') this.#playback.clear()
    else if (command.event === 'mark') this.#playback.mark(command.mark.name)
    else this.#playback.add(decodeMulaw(Buffer.from(command.media.payload, 'base64')))
  }

  /** Docs: api/errors/31950, 31951: told once for each stream. */
  #malformed(text: string | null): void {
    if (this.#toldMalformed) return
    this.#toldMalformed = true
    const fault =
      text === null
        ? { code: 31950, message: 'Stream - Protocol - Malformed Message' }
        : { code: 31951, message: 'Stream - Protocol - Invalid Message' }
    this.#note('warning', fault)
  }

  #end(fault: StreamFault | null): void {
    if (this.#status === 'stopped') return
    this.#status = 'stopped'
    this.updatedAt = this.#parts.clock.now()
    for (const end of this.#ends) end()
    if (fault) {
      this.#note('error', fault)
      this.#report('stream-error', `${fault.code}: ${fault.message}`)
    } else this.#report('stream-stopped')
    this.#settle()
  }

  #tell(told: Told): void {
    const { accountSid } = this.#parts
    const identity = { accountSid, callSid: this.call.sid, streamSid: this.sid }
    this.#sequence += 1
    this.#socket?.send(wireMessage(identity, this.#sequence, told))
  }

  #note(level: 'error' | 'warning', { code, message }: StreamFault): void {
    const { url } = this.request
    this.#parts.notices.note({ level, code, message, callSid: this.call.sid, url })
  }

  /** Docs: voice/twiml/stream#statuscallback. */
  #report(event: 'stream-started' | 'stream-stopped' | 'stream-error', error?: string): void {
    const { report, name } = this.request
    if (report === null) return
    const { accountSid, clock } = this.#parts
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
