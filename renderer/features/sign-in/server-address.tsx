import { Lock } from 'lucide-react'
import { useId, useState, type FormEvent } from 'react'
import { parseServerOrigin } from '../../../electron/contract/server-origin.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import field from '../../ui/field.module.css'
import { TextField } from '../../ui/text-field.tsx'
import styles from './sign-in.module.css'

interface ServerAddressProps {
  readonly url: string
  onChange(url: string): void
}

/** The server that a policy sets: it cannot be changed here. */
export function ManagedServer({ url }: { readonly url: string }) {
  const text = useText()
  return (
    <div className={styles.managed}>
      <span className={styles.serverUrl} data-selectable>
        {text.signIn.server} {url}
      </span>
      <p>
        <Lock size={12} aria-hidden="true" /> {text.settings.managed}
      </p>
    </div>
  )
}

/** Which server this desktop talks to, and the field that changes it. */
export function ServerAddress({ url, onChange }: ServerAddressProps) {
  const text = useText()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [invalid, setInvalid] = useState(false)

  function submit(event: FormEvent) {
    event.preventDefault()
    const address = parseServerOrigin(typed ?? '')
    setInvalid(address === null)
    if (address === null) return
    setTyped(null)
    onChange(address)
  }

  if (typed === null) {
    return (
      <div className={styles.server}>
        <span className={styles.serverUrl} data-selectable>
          {text.signIn.server} {url}
        </span>
        <Button size="small" variant="quiet" onClick={() => setTyped(url)}>
          {text.signIn.changeServer}
        </Button>
      </div>
    )
  }
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        label={text.signIn.serverAddress}
        type="url"
        spellCheck={false}
        value={typed}
        onText={setTyped}
        aria-invalid={invalid}
        aria-describedby={id}
      >
        <p id={id} className={field.error} role="alert">
          {invalid && text.signIn.serverInvalid}
        </p>
      </TextField>
      <Button type="submit">{text.signIn.useServer}</Button>
    </form>
  )
}
