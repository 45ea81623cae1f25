import { useContext } from 'react'
import '../ui/tokens.css'
import '../ui/global.css'
import { SignInAgain } from '../features/sign-in/sign-in-again.tsx'
import { SignIn } from '../features/sign-in/sign-in.tsx'
import { useText } from '../i18n/text.ts'
import { BrandMark } from '../ui/brand-mark.tsx'
import type { Actions } from '../view/actions.ts'
import { Providers } from './providers.tsx'
import { Shell } from './shell.tsx'
import { SettingsContext } from '../view/settings-context.ts'
import type { AppView } from '../view/app-view.ts'
import styles from './shell.module.css'

interface AppProps {
  readonly view: AppView
  readonly actions: Actions
}

/** The whole screen, drawn from a view alone; a person's actions go to `actions`. */
export function App({ view, actions }: AppProps) {
  return (
    <Providers clockOffsetMs={view.clockOffsetMs}>
      <Screen view={view} actions={actions} />
    </Providers>
  )
}

function Screen({ view, actions }: AppProps) {
  const { settings, actions: settingsActions } = useContext(SettingsContext)
  switch (view.session.kind) {
    case 'restoring':
      return <Opening />
    case 'signed-out':
      return (
        <SignIn
          session={view.session}
          actions={actions}
          policyFailures={settings.program?.policyFailures}
          onChooseServer={settings.bundled === null ? null : settingsActions.chooseServer}
        />
      )
    case 'signed-in':
    case 'lost': {
      const { session, stage } = view
      return (
        <>
          <Shell view={view} displayName={session.displayName} actions={actions} />
          {session.kind === 'lost' && (
            <SignInAgain session={session} stage={stage} actions={actions} />
          )}
        </>
      )
    }
  }
}

/** Shown while the last session is restored. */
function Opening() {
  const text = useText()
  return (
    <main className={styles.opening}>
      <BrandMark />
      <h1 className={styles.openingText}>{text.opening}</h1>
    </main>
  )
}
