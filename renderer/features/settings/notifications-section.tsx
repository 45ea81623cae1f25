import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { ActionRow, Section, SwitchRow, type PartProps } from './rows.tsx'
import styles from './settings.module.css'

/** How a call is noticed while the agent looks at something else. */
export function NotificationsSection(props: PartProps) {
  const text = useText().settings
  const words = text.notifications
  return (
    <Section title={text.sections.notifications}>
      {props.view.place === 'browser' ? (
        <InBrowser {...props} />
      ) : (
        <>
          <SwitchRow {...props} setting="notifications.ringWindow" label={words.ringWindow} />
          <SwitchRow {...props} setting="notifications.native" label={words.native} />
          <SwitchRow {...props} setting="notifications.flash" label={words.flash} />
          <p className={styles.remark}>{words.always}</p>
        </>
      )}
    </Section>
  )
}

/** The browser asks the person only after their click here. */
function InBrowser(props: PartProps) {
  const { view, actions } = props
  const text = useText().browserNotifications
  return (
    <>
      {view.notifications === 'granted' && (
        <SwitchRow {...props} setting="notifications.native" label={text.label} hint={text.hint} />
      )}
      {view.notifications === 'not-asked' && (
        <ActionRow label={text.asks} hint={text.askHint}>
          <Button size="small" onClick={() => actions.allowNotifications()}>
            {text.label}
          </Button>
        </ActionRow>
      )}
      <p className={styles.remark} aria-live="polite">
        {view.notifications === 'denied' && `${text.denied} `}
        {view.notifications === 'impossible' && `${text.impossible} `}
        {text.always}
      </p>
    </>
  )
}
