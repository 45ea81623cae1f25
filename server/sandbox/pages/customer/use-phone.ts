import { useEffect, useRef, useState, type RefObject } from 'react'
import { openPhone, type CustomerPhone, type PhoneState, type SdpAnswer } from './customer-api.ts'
import { openMedia, type CallMedia } from './media.ts'
import { soundFor } from './sounds.ts'

export interface PhoneView {
  /** Null while this page has no telephone. */
  readonly phone: CustomerPhone | null
  readonly call: PhoneState['call']
  /** A request of the person is under way. */
  readonly busy: boolean
  readonly problem: string | null
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
    busy,
    problem,
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
