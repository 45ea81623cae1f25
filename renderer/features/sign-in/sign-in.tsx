import { CircleFadingArrowUp } from 'lucide-react'
import { useEffect, useId, useRef, useState, type FormEvent } from 'react'
import type { PolicyFailure } from '../../../electron/contract/program.ts'
import type { Actions } from '../../view/actions.ts'
import type { SessionView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Banner } from '../../ui/banner.tsx'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { PolicyFailures } from '../notices/policy-failures.tsx'
import { ManagedServer, ServerAddress } from './server-address.tsx'
import styles from './sign-in.module.css'

interface SignInProps {
  readonly session: Extract<SessionView, { kind: 'signed-out' }>
  readonly actions: Actions
  /** Opens the choice of another server; null in a browser. */
  readonly onChooseServer: (() => void) | null
  /** The policies that cannot be read: they may be why this screen is stricter than usual. */
  readonly policyFailures?: readonly PolicyFailure[] | undefined
}

/** The sign-in form, and the demo accounts if the server offers some. */
export function SignIn({ session, actions, onChooseServer, policyFailures }: SignInProps) {
  const text = useText()
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <header className={styles.header}>
          <BrandMark />
          <h1 className={styles.title}>{text.signIn.title}</h1>
        </header>
        {session.outdated !== null && (
          <Banner
            tone="danger"
            icon={CircleFadingArrowUp}
            says={text.signIn.outdated[session.outdated]}
          />
        )}
        <PolicyFailures failures={policyFailures} />
        <Credentials session={session} actions={actions} />
        {session.demoAccounts.length > 0 && <DemoAccounts session={session} actions={actions} />}
        <ServerPart server={session.server} actions={actions} onChooseServer={onChooseServer} />
      </div>
    </main>
  )
}

interface ServerPartProps extends Pick<SignInProps, 'actions' | 'onChooseServer'> {
  readonly server: SignInProps['session']['server']
}

/** The server, and the ways to another one if the agent may choose. */
function ServerPart({ server, actions, onChooseServer }: ServerPartProps) {
  const text = useText().signIn
  switch (server.decidedBy) {
    case 'page':
      return null
    case 'policy':
      return <ManagedServer url={server.url} />
    case 'agent':
      return (
        <>
          <ServerAddress url={server.url} onChange={(url) => actions.setServer(url)} />
          {onChooseServer !== null && (
            <Button variant="quiet" onClick={onChooseServer}>
              {text.otherWays}
            </Button>
          )}
        </>
      )
  }
}

function Credentials({ session, actions }: Pick<SignInProps, 'session' | 'actions'>) {
  const text = useText()
  const id = useId()
  const first = useRef<HTMLInputElement>(null)
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  useEffect(() => first.current?.focus(), [])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!session.busy) actions.signIn(username.trim(), password)
  }
  const error = session.error === null ? '' : text.failures.byCode[session.error]
  const described = {
    'aria-describedby': id,
    'aria-invalid': session.error === 'wrong-credentials',
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <TextField
        ref={first}
        label={text.signIn.username}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        value={username}
        onText={setUsername}
        {...described}
      />
      <TextField
        label={text.signIn.password}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onText={setPassword}
        {...described}
      />
      <p id={id} className={styles.error} role="alert">
        {error}
      </p>
      <Button type="submit" variant="primary" busy={session.busy}>
        {text.signIn.submit}
      </Button>
    </form>
  )
}

/** The agents of the practice contact centre: one click signs in. */
function DemoAccounts({ session, actions }: Pick<SignInProps, 'session' | 'actions'>) {
  const text = useText()
  return (
    <section className={styles.demo} aria-label={text.signIn.demo}>
      <p className={styles.demoHeading}>{text.signIn.demo}</p>
      {session.demoAccounts.map(({ username, displayName }) => (
        <Button
          key={username}
          className={styles.demoAccount}
          disabled={session.busy}
          onClick={() => actions.signInDemo(username)}
        >
          <Avatar name={displayName} size="small" />
          {text.signIn.continueAs(displayName)}
        </Button>
      ))}
    </section>
  )
}
