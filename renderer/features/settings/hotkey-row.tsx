import { CircleAlert, CircleCheck, X } from 'lucide-react'
import { useEffect, useEffectEvent, useState, type KeyboardEvent } from 'react'
import type { HotkeyState } from '../../../electron/contract/contract.ts'
import type { HotkeyName } from '../../../electron/contract/hotkey-names.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import { useText } from '../../i18n/text.ts'
import { acceleratorOf, isAltGr, showAccelerator } from '../../ui/keys/accelerator.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { isText } from '../../ui/keys/key-gate.ts'
import type { PartProps } from './rows.tsx'
import styles from './settings.module.css'

interface HotkeyRowProps extends PartProps {
  readonly name: HotkeyName
}

/** One action and its key. The button records another key; Escape keeps the old one. */
export function HotkeyRow({ name, view, actions }: HotkeyRowProps) {
  const words = useText().settings.hotkeys
  const setting = `hotkey.${name}` as const
  const accelerator = view.effective.values[setting]
  const managed = view.effective.sources[setting] === 'policy'
  const choose = (next: string | null) => actions.change({ [setting]: next })
  const { listening, weak, listen, onKeyDown, stop } = useCapture(view, actions, choose)
  const state = view.hotkeys.find((key) => key.name === name)?.state ?? 'off'
  const label = words.names[name]
  const key = accelerator === null ? words.none : showAccelerator(accelerator)

  return (
    <li className={classNames(styles.key, view.test === name && styles.arrived)}>
      <div className={styles.words}>
        <p className={styles.label}>{label}</p>
        <HotkeyStatus state={state} managed={managed} weak={weak} />
        {accelerator !== null && isAltGr(accelerator) && (
          <p className={classNames(styles.remarks, styles.bad)}>
            <CircleAlert size={12} aria-hidden="true" /> {words.altGr}
          </p>
        )}
        {name === 'push-to-talk' && <p className={styles.remarks}>{words.pushToTalk}</p>}
      </div>
      <Button
        size="small"
        className={styles.keyButton}
        data-records-keys
        aria-label={`${words.change(label)}: ${key}`}
        aria-pressed={listening}
        disabled={managed}
        onClick={listen}
        onKeyDown={onKeyDown}
        onBlur={stop}
      >
        {listening ? words.press : key}
      </Button>
      <IconButton
        icon={X}
        label={words.clear(label)}
        disabled={managed || accelerator === null}
        onClick={() => choose(null)}
      />
    </li>
  )
}

interface HotkeyStatusProps {
  readonly state: HotkeyState['state']
  readonly managed: boolean
  readonly weak: boolean
}

function HotkeyStatus({ state, managed, weak }: HotkeyStatusProps) {
  const text = useText().settings
  const words = text.hotkeys
  const bad = state === 'taken' || state === 'invalid' || state === 'twice'
  if (weak) {
    return (
      <p className={styles.bad} role="alert">
        {words.needsModifier}
      </p>
    )
  }
  return (
    <p className={classNames(styles.remarks, bad && styles.bad)}>
      {bad && <CircleAlert size={12} aria-hidden="true" />}
      {state === 'works' && <CircleCheck size={12} aria-hidden="true" />}
      {words.states[state]}
      {managed && ` · ${text.managed}`}
    </p>
  )
}

/**
 * Records a key. Global keys are in test mode meanwhile: otherwise the system would take a key that is already ours
 * and run its action. In test mode the desktop reports the key instead.
 */
function useCapture(
  { test, effective }: SettingsView,
  { testHotkeys }: SettingsActions,
  choose: (accelerator: string) => void,
) {
  const [listening, setListening] = useState(false)
  const [weak, setWeak] = useState(false)

  function listen() {
    setWeak(false)
    setListening(true)
    testHotkeys(true)
  }
  function stop() {
    if (!listening) return
    setListening(false)
    testHotkeys(false)
  }
  function take(accelerator: string) {
    stop()
    choose(accelerator)
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
    const pressed = acceleratorOf(event.nativeEvent)
    setWeak(pressed.kind === 'needs-modifier')
    if (pressed.kind === 'accelerator') take(pressed.accelerator)
  }
  const swallowed = listening && test !== 'off' && test !== 'waiting'
  const theirs = swallowed ? effective.values[`hotkey.${test}`] : null
  const onSwallowed = useEffectEvent(take)
  useEffect(() => {
    // oxlint-disable-next-line react-hooks/set-state-in-effect -- The key that the desktop reports is the outer world here.
    if (theirs !== null) onSwallowed(theirs)
  }, [theirs])
  return { listening, weak, listen, onKeyDown, stop }
}
