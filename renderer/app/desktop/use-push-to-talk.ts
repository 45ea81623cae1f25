import { useEffect, useEffectEvent } from 'react'
import { acceleratorOf, mainKeyOf } from '../../ui/keys/accelerator.ts'
import { isText } from '../../ui/keys/key-gate.ts'

/**
 * While this window has the focus, the key unmutes for as long as it is held. Only the release of the key itself
 * counts, because its modifiers may be released first. Losing the focus also mutes, because no release is reported
 * after it.
 */
export function usePushToTalk(
  accelerator: string | null,
  inCall: boolean,
  mute: (muted: boolean) => void,
): void {
  const onMute = useEffectEvent(mute)
  useEffect(() => {
    if (accelerator === null || !inCall) return undefined
    let held: string | null = null
    function release() {
      if (held === null) return
      held = null
      onMute(true)
    }
    function onKeyDown(event: KeyboardEvent) {
      const pressed = acceleratorOf(event)
      if (pressed.kind !== 'accelerator' || pressed.accelerator !== accelerator) return
      if (isText(event)) return
      event.preventDefault()
      if (event.repeat || held !== null) return
      held = mainKeyOf(event)
      onMute(false)
    }
    function onKeyUp(event: KeyboardEvent) {
      if (held !== null && mainKeyOf(event) === held) release()
    }
    window.addEventListener('keydown', onKeyDown)
    window.addEventListener('keyup', onKeyUp)
    window.addEventListener('blur', release)
    return () => {
      release()
      window.removeEventListener('keydown', onKeyDown)
      window.removeEventListener('keyup', onKeyUp)
      window.removeEventListener('blur', release)
    }
  }, [accelerator, inCall])
}
