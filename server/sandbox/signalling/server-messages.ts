export interface SignallingError {
  readonly code: number
  readonly message: string
}

/** What the Voice SDK reads of an invitation. `Params` carries custom parameters, form-encoded. */
export interface InviteParameters {
  readonly CallSid: string
  readonly AccountSid: string
  readonly ApiVersion: '2010-04-01'
  readonly From: string
  readonly To: string
  readonly Params?: string
}

/** What the sandbox sends to @twilio/voice-sdk: the messages and fields that it reads, no others. */
export type ServerMessage =
  | {
      readonly type: 'connected'
      readonly payload: {
        readonly edge: string
        readonly region: string
        readonly home: string
        readonly gateway: string
        readonly token: { readonly identity: string; readonly ttl: number }
      }
    }
  | { readonly type: 'ready' | 'offline'; readonly payload: Readonly<Record<string, never>> }
  | {
      readonly type: 'invite'
      readonly payload: {
        readonly callsid: string
        readonly sdp: string
        readonly parameters: InviteParameters
      }
    }
  | { readonly type: 'ringing' | 'cancel'; readonly payload: { readonly callsid: string } }
  | {
      readonly type: 'answer'
      readonly payload: {
        readonly callsid: string
        readonly sdp?: string
        readonly reconnect?: string
      }
    }
  | {
      readonly type: 'hangup'
      readonly payload: { readonly callsid: string; readonly error?: SignallingError }
    }
  | {
      readonly type: 'ack'
      readonly payload: {
        readonly acktype: 'message'
        readonly callsid: string
        readonly voiceeventsid: string
      }
    }
  | {
      readonly type: 'message'
      readonly payload: {
        readonly callsid: string
        readonly content: unknown
        readonly contenttype: 'application/json'
        readonly messagetype: string
        readonly voiceeventsid: string
      }
    }
  | {
      readonly type: 'error'
      readonly payload: {
        readonly error: SignallingError
        readonly callsid?: string
        readonly voiceeventsid?: string
      }
    }

/** Somewhere to send messages to one Device; sending into a closed socket does nothing. */
export interface DeviceLink {
  send(message: ServerMessage): void
}
