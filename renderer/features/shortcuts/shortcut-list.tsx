import { X } from 'lucide-react'
import { useContext, useEffect, useId, useRef } from 'react'
import { hotkeyNames, hotkeys, type HotkeyName } from '../../../electron/contract/hotkey-names.ts'
import {
  numbered,
  windowKeyGroups,
  windowKeyNames,
  windowKeys,
  type WindowKeyGroup,
  type WindowKeyName,
} from '../../../electron/contract/window-keys.ts'
import { useText } from '../../i18n/text.ts'
import { showAccelerator } from '../../ui/keys/accelerator.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import { showWindowKey } from '../../ui/keys/window-key.ts'
import { SettingsContext } from '../../view/settings-context.ts'
import styles from './shortcut-list.module.css'

interface ShortcutListProps {
  onClose(): void
  /** Opens the settings, where keys are changed. */
  onEdit(): void
}

/** The cast: `Object.keys` returns plain strings. */
const groups = Object.keys(windowKeyGroups) as readonly WindowKeyGroup[]
/** Those that no key of the window does. */
const onlyGlobal = hotkeyNames.filter((name) => !(name in windowKeys))

/** Every key that works now, made from the same list as the keys themselves. */
export function ShortcutList({ onClose, onEdit }: ShortcutListProps) {
  const text = useText().keys
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const { current: opened } = dialog
    // The browser's own modal dialog: it keeps the focus, and gives it back when it closes.
    opened?.showModal()
    heading.current?.focus()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.card}
      aria-labelledby={id}
      onCancel={onClose}
      onKeyDown={(event) => {
        if (plainKeyOf(event.nativeEvent) !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onClose()
      }}
    >
      <header className={styles.header}>
        <h1 ref={heading} id={id} tabIndex={-1} className={styles.title}>
          {text.title}
        </h1>
        <Button size="small" onClick={onEdit}>
          {text.edit}
        </Button>
        <IconButton icon={X} label={text.close} onClick={onClose} />
      </header>
      <div className={styles.groups}>
        {groups.map((group) => (
          <Group key={group} group={group} />
        ))}
      </div>
      <p className={styles.stays}>{text.stays}</p>
    </dialog>
  )
}

function Group({ group }: { readonly group: WindowKeyGroup }) {
  const text = useText().keys
  const id = useId()
  const { settings } = useContext(SettingsContext)
  const { values } = settings.effective
  const onDesktop = settings.place === 'desktop'
  const windowKey = (name: WindowKeyName) => {
    const key = values[`key.${name}`]
    if (key === null) return null
    const shown = showWindowKey(key)
    return name === numbered ? text.numbered(shown) : shown
  }
  const globalKey = (name: HotkeyName) => {
    const key = values[`hotkey.${name}`]
    return onDesktop && key !== null ? showAccelerator(key) : null
  }
  return (
    <section aria-labelledby={id} className={styles.group}>
      <h2 id={id} className={styles.heading}>
        {text.groups[group]}
      </h2>
      <dl>
        {windowKeyNames
          .filter((name) => windowKeys[name].group === group)
          .map((name) => (
            <Line
              key={name}
              does={text.names[name]}
              keys={[windowKey(name), name in hotkeys ? globalKey(name as HotkeyName) : null]}
            />
          ))}
        {group === 'everywhere' && <Line does={text.closePanel} keys={['Esc']} />}
        {group === 'everywhere' &&
          onDesktop &&
          onlyGlobal.map((name) => (
            <Line key={name} does={text.names[name]} keys={[globalKey(name)]} />
          ))}
      </dl>
    </section>
  )
}

interface LineProps {
  readonly does: string
  readonly keys: readonly (string | null)[]
}

function Line({ does, keys }: LineProps) {
  const text = useText().keys
  const shown = keys.filter((key) => key !== null)
  return (
    <div className={styles.line}>
      <dt>{does}</dt>
      <dd className={styles.keys}>
        {shown.length === 0 && <span className={styles.none}>{text.none}</span>}
        {shown.map((key) => (
          <kbd key={key} className={styles.key}>
            {key}
          </kbd>
        ))}
      </dd>
    </div>
  )
}
