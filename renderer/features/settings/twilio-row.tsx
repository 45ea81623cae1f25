import { useState } from 'react'
import type { BundledStatus } from '../../../electron/contract/bundled.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import type { PartProps } from './rows.tsx'
import styles from './settings.module.css'

interface TwilioRowProps extends PartProps {
  readonly account: BundledStatus['account']
  readonly onCall: boolean
}

/** The Twilio account of this computer's server: where it is stored, and the two ways to remove it. */
export function TwilioRow({ view, account, actions, onCall }: TwilioRowProps) {
  const { ownServer: text, firstRun } = useText()
  const { removal } = view
  const failed = typeof removal === 'object' && removal?.kind === 'failed' ? removal : null
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <p className={styles.label}>{text.account(account.endsWith ?? '')}</p>
        <p className={styles.remarks}>{account.remembered ? text.remembered : text.forgotten}</p>
        <p className={styles.remarks}>{text.partHint}</p>
        <output className={styles.failed}>
          {failed !== null && `${firstRun.setupFailures[failed.failure]} ${failed.message}`}
        </output>
      </div>
      <div className={styles.buttons}>
        <ConfirmButton
          label={text.forget}
          sure={text.forgetSure}
          disabled={onCall}
          onSure={() => actions.forgetTwilio()}
        />
        <ConfirmButton
          label={text.remove}
          sure={text.removeSure}
          disabled={onCall}
          busy={removal === 'busy'}
          onSure={() => actions.removeFromTwilio()}
        />
      </div>
    </div>
  )
}

interface ConfirmButtonProps {
  readonly label: string
  readonly sure: string
  readonly disabled: boolean
  readonly busy?: boolean
  onSure(): void
}

/** A button that asks for a second click, with its own label, before an action that cannot be undone. Losing the focus cancels. */
function ConfirmButton({ label, sure, disabled, busy = false, onSure }: ConfirmButtonProps) {
  const [asked, setAsked] = useState(false)
  return (
    <Button
      size="small"
      variant={asked ? 'danger' : 'plain'}
      disabled={disabled}
      busy={busy}
      onBlur={() => setAsked(false)}
      onClick={() => {
        if (asked) onSure()
        setAsked(!asked)
      }}
    >
      {asked ? sure : label}
    </Button>
  )
}
