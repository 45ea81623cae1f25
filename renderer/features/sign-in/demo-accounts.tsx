import type { SessionView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './sign-in.module.css'

interface DemoAccountsProps {
  readonly accounts: Extract<SessionView, { kind: 'signed-out' }>['demoAccounts']
  readonly busy: boolean
  onChoose(username: string): void
}

/** The agents of the practice contact centre: one click signs in. */
export function DemoAccounts({ accounts, busy, onChoose }: DemoAccountsProps) {
  const text = useText()
  return (
    <section className={styles.demo} aria-label={text.signIn.demo}>
      <p className={styles.demoHeading}>{text.signIn.demo}</p>
      {accounts.map(({ username, displayName }) => (
        <Button
          key={username}
          className={styles.demoAccount}
          disabled={busy}
          onClick={() => onChoose(username)}
        >
          <Avatar name={displayName} size="small" />
          {text.signIn.continueAs(displayName)}
        </Button>
      ))}
    </section>
  )
}
