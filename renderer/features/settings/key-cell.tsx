import { X } from 'lucide-react'
import { numbered } from '../../../electron/contract/window-keys.ts'
import type { HotkeyName } from '../../../electron/contract/hotkey-names.ts'
import type { WindowKeyName } from '../../../electron/contract/window-keys.ts'
import { useText } from '../../i18n/text.ts'
import { showAccelerator } from '../../ui/keys/accelerator.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { showWindowKey } from '../../ui/keys/window-key.ts'
import styles from './keys.module.css'
import type { PartProps } from './rows.tsx'
import { useKeyCapture } from './use-key-capture.ts'

type KeyCellProps = PartProps &
  (
    | { readonly place: 'window'; readonly name: WindowKeyName }
    | { readonly place: 'global'; readonly name: HotkeyName }
  )

/** The key of one action in one place. The button records another key; Escape keeps the old one. */
export function KeyCell(props: KeyCellProps) {
  const { place, name, view, actions } = props
  const text = useText()
  const words = text.keys
  const setting =
    props.place === 'window' ? (`key.${props.name}` as const) : (`hotkey.${props.name}` as const)
  const key = view.effective.values[setting]
  const managed = view.effective.sources[setting] === 'policy'
  const hasMany = place === 'window' && name === numbered
  const change = (next: string | null) => actions.change({ [setting]: next })
  const capture = useKeyCapture({ name, place }, props, (next) =>
    change(hasMany ? next.replace(/\d$/u, '1') : next),
  )
  const { listening, refusal } = capture
  const label = words.names[name]
  const shown = place === 'window' ? showWindowKey : showAccelerator
  const says = key === null ? words.none : hasMany ? words.numbered(shown(key)) : shown(key)

  return (
    <div className={styles.cell}>
      <span className={styles.place} aria-hidden="true">
        {place === 'window' ? words.inWindow : words.anywhere}
      </span>
      <Button
        size="small"
        className={styles.button}
        data-records-keys
        aria-label={`${words.change[place](label)}: ${says}`}
        aria-pressed={listening}
        disabled={managed}
        onClick={capture.listen}
        onKeyDown={capture.onKeyDown}
        onBlur={capture.stop}
      >
        {listening ? text.settings.hotkeys.press : says}
      </Button>
      <IconButton
        icon={X}
        label={words.remove[place](label)}
        disabled={managed || key === null}
        onClick={() => change(null)}
      />
      {refusal !== null && (
        <p className={styles.refusal} role="alert">
          {refusal.kind === 'used'
            ? words.used(words.names[refusal.by])
            : words.refused[refusal.kind]}
        </p>
      )}
      {managed && <p className={styles.remark}>{text.settings.managed}</p>}
    </div>
  )
}
