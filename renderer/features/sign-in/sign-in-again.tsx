import { useEffect, useId, useRef, useState, type FormEvent, type RefObject } from 'react'
import type { Actions } from '../../view/actions.ts'
import type { SessionView, StageView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import { TextField } from '../../ui/text-field.tsx'
import { CurrentCall } from './current-call.tsx'
import again from './sign-in-again.module.css'
import styles from './sign-in.module.css'

interface SignInAgainProps {
  readonly session: Extract<SessionView, { kind: 'lost' }>
  readonly stage: StageView
  readonly actions: Actions
}

/** Over a call whose session was lost: the same agent's password, and the controls that need no server. */
export function SignInAgain({ session, stage, actions }: SignInAgainProps) {
  const text = useText().signInAgain
  const id = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const password = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const { current: opened } = dialog
    // The browser's own modal dialog: what is behind it cannot be reached, and gets the focus back afterwards.
    opened?.showModal()
    password.current?.focus()
    return () => opened?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={again.card}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-explained`}
      onCancel={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        // Chromium cancels a dialog only once, and closes it at the second Escape.
        if (plainKeyOf(event.nativeEvent) === 'Escape') event.preventDefault()
      }}
    >
      <div className={again.words}>
        <h1 id={`${id}-title`} className={again.title}>
          {text.title}
        </h1>
        <p id={`${id}-explained`} className={again.explained}>
          {text.explained(session.because)}
        </p>
      </div>
      {stage.kind === 'call' && <CurrentCall stage={stage} actions={actions} />}
      <PasswordAgain session={session} actions={actions} input={password} />
      <p className={again.explained}>{text.others}</p>
    </dialog>
  )
}

interface PasswordAgainProps extends Omit<SignInAgainProps, 'stage'> {
  readonly input: RefObject<HTMLInputElement | null>
}

function PasswordAgain({ session, actions, input }: PasswordAgainProps) {
  const text = useText()
  const id = useId()
  const [password, setPassword] = useState('')
  const { username, displayName, busy } = session

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!busy) actions.signIn(username, password)
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      {/* For the browser's store of passwords: whose this is. */}
      <input hidden autoComplete="username" value={username} readOnly />
      <TextField
        ref={input}
        label={text.signInAgain.passwordOf(displayName)}
        type="password"
        autoComplete="current-password"
        required
        value={password}
        onText={setPassword}
        aria-describedby={id}
        aria-invalid={session.error === 'wrong-credentials'}
      >
        <p id={id} className={styles.error} role="alert">
          {session.error !== null && text.signInAgain.errors(session.error)}
        </p>
      </TextField>
      <Button type="submit" variant="primary" busy={busy}>
        {text.signIn.submit}
      </Button>
      {session.demo && (
        <Button disabled={busy} onClick={() => actions.signInDemo(username)}>
          {text.signIn.continueAs(displayName)}
        </Button>
      )}
    </form>
  )
}
