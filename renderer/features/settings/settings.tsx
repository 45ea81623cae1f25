import { CircleAlert, RotateCcw } from 'lucide-react'
import type { SettingKey } from '../../../electron/contract/settings.ts'
import type { SettingsActions, SettingsView } from '../../view/settings-view.ts'
import type { ActivityView, SessionView } from '../../view/app-view.ts'
import { PolicyFailures } from '../notices/policy-failures.tsx'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'
import { useStageFocus } from '../../ui/focus/stage-focus.ts'
import { readTheme, themes } from '../../ui/theme.ts'
import { AudioSection } from './audio-section.tsx'
import { DiagnosticsRow } from './diagnostics-row.tsx'
import { FileRow } from './file-row.tsx'
import { HotkeysSection } from './hotkeys-section.tsx'
import { ProgramRow } from './program-row.tsx'
import { ChoiceRow, FactRow, Section, SwitchRow } from './rows.tsx'
import { ServerSection } from './server-section.tsx'
import styles from './settings.module.css'

interface SettingsProps {
  readonly view: SettingsView
  readonly session: SessionView
  readonly onCall: boolean
  /** The activities that can be set while the screen is locked. */
  readonly activities: readonly ActivityView[]
  readonly actions: SettingsActions
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
      <HotkeysSection {...shared} />
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

type Shared = Pick<SettingsProps, 'view' | 'actions'>

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

type SwitchKey = {
  [K in SettingKey]: SettingsView['effective']['values'][K] extends boolean ? K : never
}[SettingKey]

interface SwitchProps extends Shared {
  readonly setting: SwitchKey
  readonly label: string
  readonly restart?: boolean
}

function Switch({ view, actions, setting, label, restart = false }: SwitchProps) {
  return (
    <SwitchRow
      label={label}
      restart={restart}
      source={view.effective.sources[setting]}
      on={view.effective.values[setting]}
      onChange={(on) => actions.change({ [setting]: on })}
    />
  )
}

function NotificationsSection(shared: Shared) {
  const text = useText().settings
  const words = text.notifications
  return (
    <Section title={text.sections.notifications}>
      {shared.view.place === 'browser' ? (
        <p className={styles.remark}>{words.browser}</p>
      ) : (
        <>
          <Switch {...shared} setting="notifications.ringWindow" label={words.ringWindow} />
          <Switch {...shared} setting="notifications.native" label={words.native} />
          <Switch {...shared} setting="notifications.flash" label={words.flash} />
          <p className={styles.remark}>{words.always}</p>
        </>
      )}
    </Section>
  )
}

const textSizes = ['normal', 'large', 'larger'] as const

function AppearanceSection({ view, actions }: Shared) {
  const text = useText()
  const words = text.settings.appearance
  const { values, sources } = view.effective
  return (
    <Section title={text.settings.sections.appearance}>
      <ChoiceRow
        label={words.theme}
        source={sources['appearance.theme']}
        value={values['appearance.theme']}
        options={themes.map((value) => ({ value, label: text.shell.themes[value] }))}
        onChange={(value) => actions.change({ 'appearance.theme': readTheme(value) })}
      />
      {view.place === 'browser' ? (
        <p className={styles.remark}>{words.browserSize}</p>
      ) : (
        <ChoiceRow
          label={words.textSize}
          source={sources['appearance.textSize']}
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

function AdvancedSection({ activities, ...shared }: Shared & Pick<SettingsProps, 'activities'>) {
  const text = useText().settings
  const words = text.advanced
  const { view, actions } = shared
  const locked = view.effective.values['presence.whenLocked']
  const names = activities.filter(({ available }) => !available).map(({ name }) => name)
  // A policy may name an activity that this agent's list does not have.
  const away = locked === null || names.includes(locked) ? names : [...names, locked]
  return (
    <Section title={text.sections.advanced}>
      {view.place === 'desktop' && (
        <>
          <Switch {...shared} setting="window.closeToTray" label={words.closeToTray} />
          <Switch {...shared} setting="window.miniBar" label={words.miniBar} />
          <ChoiceRow
            label={words.whenLocked}
            source={view.effective.sources['presence.whenLocked']}
            value={locked ?? ''}
            options={[
              { value: '', label: words.keepPresence },
              ...away.map((name) => ({ value: name, label: words.becomes(name) })),
            ]}
            onChange={(name) =>
              actions.change({ 'presence.whenLocked': name === '' ? null : name })
            }
          />
          <Switch {...shared} setting="links.telephone" label={words.telephone} />
          <Switch
            {...shared}
            setting="advanced.hardwareAcceleration"
            label={words.acceleration}
            restart
          />
        </>
      )}
      <FileRow {...shared} />
      <ProgramRow {...shared} />
      {view.place === 'desktop' && <DiagnosticsRow {...shared} />}
    </Section>
  )
}
