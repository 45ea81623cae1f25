import { CircleAlert, CircleCheck } from 'lucide-react'
import { hotkeys, type HotkeyName } from '../../../electron/contract/hotkey-names.ts'
import { windowKeys, type WindowKeyName } from '../../../electron/contract/window-keys.ts'
import { useText } from '../../i18n/text.ts'
import { classNames } from '../../ui/class-names.ts'
import { isAltGr } from '../../ui/keys/accelerator.ts'
import { KeyCell } from './key-cell.tsx'
import type { KeyName } from './key-refusal.ts'
import styles from './keys.module.css'
import type { PartProps } from './rows.tsx'

function isWindowKey(name: KeyName): name is WindowKeyName {
  return name in windowKeys
}

function isGlobalKey(name: KeyName): name is HotkeyName {
  return name in hotkeys
}

interface KeyRowProps extends PartProps {
  readonly name: KeyName
}

/** One action and its keys: in this window, and on the desktop in any program. */
export function KeyRow({ name, ...part }: KeyRowProps) {
  const text = useText()
  const { view } = part
  const onDesktop = view.place === 'desktop'
  const global = onDesktop && isGlobalKey(name) ? name : null
  return (
    <li className={classNames(styles.row, view.test === name && styles.arrived)}>
      <div className={styles.words}>
        <p className={styles.label}>{text.keys.names[name]}</p>
        {global !== null && <GlobalState name={global} {...part} />}
      </div>
      {isWindowKey(name) ? (
        <KeyCell {...part} place="window" name={name} />
      ) : (
        <span className={styles.noCell} />
      )}
      {global !== null && <KeyCell {...part} place="global" name={global} />}
      {onDesktop && global === null && <span className={styles.noCell} />}
    </li>
  )
}

/** Whether the system gives us the key. */
function GlobalState({ name, view }: Pick<PartProps, 'view'> & { readonly name: HotkeyName }) {
  const words = useText().settings.hotkeys
  const state = view.hotkeys.find((key) => key.name === name)?.state ?? 'off'
  const accelerator = view.effective.values[`hotkey.${name}`]
  const bad = state === 'taken' || state === 'invalid' || state === 'twice'
  return (
    <>
      {state !== 'off' && (
        <p className={classNames(styles.remark, bad && styles.bad)}>
          {bad && <CircleAlert size={12} aria-hidden="true" />}
          {state === 'works' && <CircleCheck size={12} aria-hidden="true" />}
          {words.states[state]}
        </p>
      )}
      {accelerator !== null && isAltGr(accelerator) && (
        <p className={classNames(styles.remark, styles.bad)}>
          <CircleAlert size={12} aria-hidden="true" /> {words.altGr}
        </p>
      )}
      {name === 'push-to-talk' && <p className={styles.remark}>{words.pushToTalk}</p>}
    </>
  )
}
