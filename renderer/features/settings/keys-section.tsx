import { useEffect } from 'react'
import { hotkeyNames } from '../../../electron/contract/hotkey-names.ts'
import { defaultValuesFor, type SettingKey } from '../../../electron/contract/settings.ts'
import { windowKeyNames, windowKeys } from '../../../electron/contract/window-keys.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { KeyRow } from './key-row.tsx'
import styles from './keys.module.css'
import { Section, SwitchRow, type PartProps } from './rows.tsx'

/** The keys of the window first, in its order; then those that only work in any program. */
const onlyGlobal = hotkeyNames.filter((name) => !(name in windowKeys))

/** The one place where keys are changed: those of this window, and those that work in any program. */
export function KeysSection({ view, actions }: PartProps) {
  const text = useText()
  const words = text.keys
  const onDesktop = view.place === 'desktop'
  const names = onDesktop ? [...windowKeyNames, ...onlyGlobal] : windowKeyNames
  return (
    <Section title={words.title}>
      <p className={styles.intro}>
        {words.intro} {!onDesktop && words.browser}
      </p>
      {onDesktop && (
        <div className={styles.places} aria-hidden="true">
          <span>{words.inWindow}</span>
          <span>{words.anywhere}</span>
        </div>
      )}
      <ul
        className={styles.keys}
        aria-label={words.title}
        data-desktop={onDesktop ? '' : undefined}
      >
        {names.map((name) => (
          <KeyRow key={name} name={name} view={view} actions={actions} />
        ))}
      </ul>
      <SwitchRow
        view={view}
        actions={actions}
        setting="keys.bareLetters"
        label={words.bareLetters}
        hint={words.bareLettersHint}
      />
      <div className={styles.test}>
        {onDesktop && <KeyTest view={view} actions={actions} />}
        <Button size="small" onClick={() => actions.change(defaultKeysOf(view))}>
          {words.reset}
        </Button>
      </div>
    </Section>
  )
}

/** The default of every key that no policy decides. */
function defaultKeysOf({ effective }: PartProps['view']) {
  const defaults = defaultValuesFor(/Windows/u.test(navigator.userAgent) ? 'win32' : 'other')
  const settings: readonly SettingKey[] = [
    ...windowKeyNames.map((name) => `key.${name}` as const),
    ...hotkeyNames.map((name) => `hotkey.${name}` as const),
  ]
  const open = settings.filter((key) => effective.sources[key] !== 'policy')
  return Object.fromEntries(open.map((key) => [key, defaults[key]]))
}

/** During the test, a global key only lights up here. */
function KeyTest({ view, actions }: PartProps) {
  const text = useText()
  const words = text.settings.hotkeys
  const { test } = view
  const { testHotkeys } = actions
  // The keys work again when the agent leaves the page.
  useEffect(() => () => testHotkeys(false), [testHotkeys])
  const running = test !== 'off'
  return (
    <>
      <Button size="small" aria-pressed={running} onClick={() => testHotkeys(!running)}>
        {running ? words.endTest : words.test}
      </Button>
      <output className={styles.remark}>
        {test === 'waiting' && `${words.waiting} ${words.nothing}`}
        {running && test !== 'waiting' && words.arrived(text.keys.names[test])}
      </output>
    </>
  )
}
