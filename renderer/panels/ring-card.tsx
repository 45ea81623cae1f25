import { Phone } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RingAction, RingPanel } from '../../electron/contract/panel.ts'
import { useText } from '../i18n/text.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { plainKeyOf } from '../ui/keys/key-gate.ts'
import { usePlainPresses } from '../ui/keys/plain-press.ts'
import styles from './ring-card.module.css'

interface RingCardProps {
  readonly panel: RingPanel
  onAct(action: RingAction): void
}

/** Who calls, and from which queue. Enter answers, Escape declines. */
export function RingCard({ panel, onAct }: RingCardProps) {
  const text = useText().ringing
  usePlainPresses()
  const [pressed, setPressed] = useState<'answer' | 'decline' | null>(null)
  const [ring] = panel.rings
  const callId = ring?.callId

  useEffect(() => {
    if (callId === undefined || pressed !== null) return undefined
    function onKeyDown(event: KeyboardEvent) {
      // A focused button handles the key itself.
      if (event.repeat || event.target instanceof HTMLButtonElement) return
      const key = plainKeyOf(event)
      if (key === 'Enter') press('answer')
      if (key === 'Escape') press('decline')
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  })

  function press(kind: 'answer' | 'decline') {
    if (callId === undefined || pressed !== null) return
    setPressed(kind)
    onAct({ kind, callId })
  }

  if (ring === undefined) return null
  return (
    <main className={styles.card}>
      <div className={styles.caller}>
        <Avatar name={ring.title} tone="available" />
        <div className={styles.words} role="alert">
          <h1 className={styles.title}>{ring.title}</h1>
          <p className={styles.body}>{ring.body}</p>
        </div>
        {panel.rings.length > 1 && (
          <p className={styles.more}>{text.more(panel.rings.length - 1)}</p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button
          shortcut="Esc"
          showsKey
          busy={pressed === 'decline'}
          disabled={pressed === 'answer'}
          onClick={() => press('decline')}
        >
          {text.decline}
        </Button>
        <Button
          variant="answer"
          icon={Phone}
          shortcut="Enter"
          showsKey
          busy={pressed === 'answer'}
          disabled={pressed === 'decline'}
          onClick={() => press('answer')}
        >
          {text.answer}
        </Button>
      </div>
    </main>
  )
}
