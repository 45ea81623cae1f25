import { CircleAlert, RotateCcw } from 'lucide-react'
import { settingSchemas } from '../../../electron/contract/settings.ts'
import type { ActivityView, SessionView } from '../../view/app-view.ts'
import { PolicyFailures } from '../notices/policy-failures.tsx'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { useStageFocus } from '../../ui/focus/stage-focus.ts'
import { readTheme, themes } from '../../ui/theme.ts'
import { AdvancedSection } from './advanced-section.tsx'
import { AudioSection } from './audio-section.tsx'
import { KeysSection } from './keys-section.tsx'
import { ChoiceRow, FactRow, Section, type PartProps } from './rows.tsx'
import { NotificationsSection } from './notifications-section.tsx'
import { ServerSection } from './server-section.tsx'
import styles from './settings.module.css'

interface SettingsProps extends PartProps {
  readonly session: SessionView
  readonly onCall: boolean
  /** The activities that can be set while the screen is locked. */
  readonly activities: readonly ActivityView[]
}

/** This machine's settings. Each takes effect at once, or says that it needs a restart. */
export function Settings({ view, session, onCall, activities, actions }: SettingsProps) {
  const text = useText().settings
  const heading = useStageFocus<HTMLHeadingElement>()
  const shared = { view, actions }
  return (
    <div className={styles.settings}>
      <h1 ref={heading} tabIndex={-1} className={styles.title}>
        {text.title}
      </h1>
      <div className={styles.banners} aria-live="polite">
        <PolicyFailures failures={view.program?.policyFailures} />
        {view.keptAside !== null && (
          <Banner tone="danger" icon={CircleAlert} says={text.keptAside(view.keptAside)} />
        )}
        {view.refused !== null && (
          <Banner tone="danger" icon={CircleAlert} says={text.refused[view.refused]} />
        )}
        {view.restartNeeded && <Banner tone="hold" icon={RotateCcw} says={text.restartNeeded} />}
      </div>
      <AccountSection view={view} session={session} />
      <ServerSection {...shared} onCall={onCall} />
      <AudioSection {...shared} />
      <KeysSection {...shared} />
      <NotificationsSection {...shared} />
      <AppearanceSection {...shared} />
      <Section title={text.sections.language}>
        <FactRow
          label={text.language.label}
          hint={text.language.only}
          value={text.language.english}
        />
      </Section>
      <AdvancedSection {...shared} activities={activities} />
    </div>
  )
}

function AccountSection({ view, session }: Pick<SettingsProps, 'view' | 'session'>) {
  const text = useText().settings
  if (session.kind !== 'signed-in') return null
  const onDesktop = session.remembered ? text.account.remembered : text.account.forgotten
  return (
    <Section title={text.sections.account}>
      <FactRow
        label={text.account.signedInAs}
        hint={view.place === 'browser' ? text.account.cookie : onDesktop}
        value={session.displayName}
      />
    </Section>
  )
}

const textSizes = settingSchemas['appearance.textSize'].options

function AppearanceSection(props: PartProps) {
  const text = useText()
  const words = text.settings.appearance
  const { view, actions } = props
  const { values } = view.effective
  return (
    <Section title={text.settings.sections.appearance}>
      <ChoiceRow
        {...props}
        setting="appearance.theme"
        label={words.theme}
        value={values['appearance.theme']}
        options={themes.map((value) => ({ value, label: text.shell.themes[value] }))}
        onChange={(value) => actions.change({ 'appearance.theme': readTheme(value) })}
      />
      {view.place === 'browser' ? (
        <p className={styles.remark}>{words.browserSize}</p>
      ) : (
        <ChoiceRow
          {...props}
          setting="appearance.textSize"
          label={words.textSize}
          value={values['appearance.textSize']}
          options={textSizes.map((value) => ({ value, label: words.textSizes[value] }))}
          onChange={(chosen) =>
            actions.change({ 'appearance.textSize': textSizes.find((size) => size === chosen) })
          }
        />
      )}
    </Section>
  )
}
