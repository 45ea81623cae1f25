import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import {
  openPhone,
  type CustomerPhone,
  type Hearing,
  type PhoneState,
  type SdpAnswer,
} from './customer-api.ts'
import { openMedia, type CallMedia } from './media.ts'
import { soundFor } from './sounds.ts'
import { useEvery } from './use-every.ts'

const HEARD_POLL_MS = 500

export interface PhoneView {
  /** Null while this page has no telephone. */
  readonly phone: CustomerPhone | null
  readonly call: PhoneState['call']
  /** What is heard in the call; null before that is known. */
  readonly hearing: Hearing | null
  /** Whether anybody was to be heard in the current or last call. */
  readonly reachedSomeone: boolean
  /** A request of the person is under way. */
  readonly busy: boolean
  readonly problem: string | null
  /** How loud the own microphone is, 0 to 1. */
  level(): number
  /** Runs an action of the person; what goes wrong is shown. */
  run(action: () => Promise<void>): void
  /** Takes a telephone with this number, or any free one; the one before is freed. */
  connect(number: string): Promise<CustomerPhone>
  /** Opens microphone and ear with an answer from the sandbox. */
  startMedia(exchange: (offer: string) => Promise<SdpAnswer>): Promise<void>
}

/** One person's telephone, its call and its sound; the other side is heard from `ear`. */
export function usePhone(ear: RefObject<HTMLAudioElement | null>): PhoneView {
  const media = useRef<CallMedia | null>(null)
  /** As `call`, for what goes on while a request is under way. */
  const latest = useRef<PhoneState['call']>(null)
  const [phone, setPhone] = useState<CustomerPhone | null>(null)
  const [call, setCall] = useState<PhoneState['call']>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const sound = useHearing(phone, call)
  const level = useCallback(() => media.current?.level() ?? 0, [])

  useEffect(() => soundFor(call), [call])

  function closeMedia(): void {
    media.current?.close()
    media.current = null
  }

  function onCall(changed: PhoneState['call']): void {
    latest.current = changed
    setCall(changed)
    if (changed === null || changed.state === 'ended') closeMedia()
  }

  function onLost(): void {
    setPhone(null)
    onCall(null)
    setProblem('The connection to the sandbox is lost. Load the page again.')
  }

  async function attempt(action: () => Promise<void>): Promise<void> {
    setBusy(true)
    setProblem(null)
    try {
      await action()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    } finally {
      setBusy(false)
    }
  }

  return {
    phone,
    call,
    ...sound,
    busy,
    problem,
    level,
    run: (action) => void attempt(action),
    async connect(number) {
      setPhone(null)
      onCall(null)
      await phone?.close()
      const opened = await openPhone(number, (state) => onCall(state.call), onLost)
      setPhone(opened)
      return opened
    },
    async startMedia(exchange) {
      if (ear.current === null) return
      const opened = await openMedia(ear.current, exchange)
      // The call may have ended while the connection was made.
      if (latest.current?.state === 'ended') opened.close()
      else media.current = opened
    },
  }
}

/** What is heard in a call, and whether somebody was ever heard in it. */
function useHearing(phone: CustomerPhone | null, call: PhoneState['call']) {
  const callSid = call?.callSid ?? ''
  const [known, setKnown] = useState({ callSid, hearing: null as Hearing | null, reached: false })
  const talks = phone !== null && call?.state === 'in-progress'
  useEvery(talks ? HEARD_POLL_MS : null, async () => {
    const hearing = (await phone?.heard()) ?? null
    setKnown((before) => {
      const reached = before.callSid === callSid && before.reached
      return { callSid, hearing, reached: reached || hearing?.heard === 'voice' }
    })
  })
  if (known.callSid !== callSid) return { hearing: null, reachedSomeone: false }
  return { hearing: known.hearing, reachedSomeone: known.reached }
}
