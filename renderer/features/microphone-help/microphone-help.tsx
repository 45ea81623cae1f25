import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { useContext, useRef } from 'react'
import type { Actions } from '../../view/actions.ts'
import { useText } from '../../i18n/text.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useOverlay } from '../../ui/overlay/overlay.ts'
import { SettingsContext } from '../../view/settings-context.ts'
import { BlockedPicture } from './blocked-picture.tsx'
import styles from './microphone-help.module.css'
import { findBlocker, hasSettingsPage } from './where-blocked.ts'

/**
 * How to allow a microphone that stays blocked, where this browser or system hides it. It closes by itself when the
 * microphone can be used. It is not modal: the controls of a call stay within reach.
 */
export function MicrophoneHelp({ actions }: { actions: Actions }) {
  const text = useText().microphoneHelp
  const { settings, actions: desktop } = useContext(SettingsContext)
  const overlay = useOverlay()
  const again = useRef<HTMLButtonElement>(null)
  const blocker = findBlocker(settings.place, {
    userAgent: navigator.userAgent,
    secure: window.isSecureContext,
  })
  return (
    <Dialog.Root open modal={false} onOpenChange={() => actions.closeMicrophoneHelp()}>
      <Dialog.Portal {...overlay}>
        <Dialog.Content
          className={styles.card}
          onInteractOutside={(event) => event.preventDefault()}
          onOpenAutoFocus={(event) => {
            event.preventDefault()
            again.current?.focus()
          }}
        >
          <div className={styles.head}>
            <Dialog.Title className={styles.title}>{text.title}</Dialog.Title>
            <IconButton icon={X} label={text.close} onClick={() => actions.closeMicrophoneHelp()} />
          </div>
          <Dialog.Description className={styles.why}>{text.why}</Dialog.Description>
          <BlockedPicture blocker={blocker} />
          <ol className={styles.steps}>
            {text.steps[blocker].map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <div className={styles.buttons}>
            {hasSettingsPage(blocker) && (
              <Button onClick={() => desktop.openMicrophoneSettings()}>{text.openSettings}</Button>
            )}
            <Button ref={again} variant="primary" onClick={() => actions.fixReadiness()}>
              {text.again}
            </Button>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
