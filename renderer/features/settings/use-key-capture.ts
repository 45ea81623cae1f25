import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react'
import { acceleratorOf } from '../../ui/keys/accelerator.ts'
import { isText } from '../../ui/keys/key-gate.ts'
import { recordWindowKey } from '../../ui/keys/window-key.ts'
import { refuseKey, type KeyName, type KeyPlace, type KeyRefusal } from './key-refusal.ts'
import type { PartProps } from './rows.tsx'

/**
 * Records a key. Global keys are in test mode meanwhile: otherwise the system would take a key that is already ours
 * and run its action. In test mode the desktop reports the key instead. A key that is refused can be followed by another.
 */
export function useKeyCapture(
  action: { readonly name: KeyName; readonly place: KeyPlace },
  { view, actions }: PartProps,
  onChoose: (key: string) => void,
) {
  const [listening, setListening] = useState(false)
  const [refusal, setRefusal] = useState<KeyRefusal | null>(null)
  const { values } = view.effective
  const testHotkeys = (on: boolean) => {
    if (view.place === 'desktop') actions.testHotkeys(on)
  }

  function listen() {
    setRefusal(null)
    setListening(true)
    testHotkeys(true)
  }
  function stop() {
    if (!listening) return
    setListening(false)
    setRefusal(null)
    testHotkeys(false)
  }
  function take(key: string) {
    const why = refuseKey(action, key, values)
    setRefusal(why)
    if (why !== null) return
    stop()
    onChoose(key)
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!listening || isText(event.nativeEvent)) return
    if (event.key === 'Tab' && !event.ctrlKey && !event.altKey) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') {
      stop()
      return
    }
    const record = action.place === 'window' ? recordWindowKey : acceleratorOf
    const pressed = record(event.nativeEvent)
    if (pressed.kind === 'accelerator') take(pressed.accelerator)
    else setRefusal(pressed.kind === 'needs-modifier' ? pressed : null)
  }
  const { test } = view
  const swallowed = listening && test !== 'off' && test !== 'waiting'
  const theirs = swallowed ? values[`hotkey.${test}`] : null
  const onSwallowed = useEffectEvent(take)
  useEffect(() => {
    // oxlint-disable-next-line react-hooks/set-state-in-effect -- The key that the desktop reports is the outer world here.
    if (theirs !== null) onSwallowed(theirs)
  }, [theirs])
  return { listening, refusal, listen, onKeyDown, stop }
}
