import { useEffect } from 'react'
import { hotkeyNames } from '../../../electron/contract/hotkey-names.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { HotkeyRow } from './hotkey-row.tsx'
import { Section, type PartProps } from './rows.tsx'
import styles from './settings.module.css'

/** The keys that work while another program has the focus: what each does, whether it works, and a test. */
export function HotkeysSection({ view, actions }: PartProps) {
  const text = useText().settings
  if (view.place === 'browser') {
    return (
      <Section title={text.sections.hotkeys}>
        <p className={styles.remark}>{text.hotkeys.browser}</p>
      </Section>
    )
  }
  return (
    <Section title={text.sections.hotkeys}>
      <p className={styles.remark}>{text.hotkeys.intro}</p>
      <ul className={styles.keys} aria-label={text.sections.hotkeys}>
        {hotkeyNames.map((name) => (
          <HotkeyRow key={name} name={name} view={view} actions={actions} />
        ))}
      </ul>
      <KeyTest view={view} actions={actions} />
    </Section>
  )
}

/** During the test, a key only lights up here. */
function KeyTest({ view, actions }: PartProps) {
  const text = useText().settings.hotkeys
  const { test } = view
  const { testHotkeys } = actions
  // The keys work again when the agent leaves the page.
  useEffect(() => () => testHotkeys(false), [testHotkeys])
  const running = test !== 'off'
  return (
    <div className={styles.test}>
      <Button size="small" aria-pressed={running} onClick={() => testHotkeys(!running)}>
        {running ? text.endTest : text.test}
      </Button>
      <output className={styles.remark}>
        {test === 'waiting' && `${text.waiting} ${text.nothing}`}
        {running && test !== 'waiting' && text.arrived(text.names[test])}
      </output>
    </div>
  )
}
