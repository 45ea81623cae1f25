import { AudioLines } from 'lucide-react'
import type { Party } from '../../../../server/contract/desk.ts'
import { useText } from '../../../i18n/text.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import styles from './speaker.module.css'

interface SpeakerProps {
  readonly party: Party
  readonly talking: boolean
}

/** The avatar of a party, with a mark while Twilio reports that they speak. The mark lies over its edge and moves nothing. */
export function Speaker({ party, talking }: SpeakerProps) {
  const text = useText().call.state
  const speaking = talking && party.speaking
  return (
    <div className={styles.speaker}>
      <Avatar name={party.name} tone={talking ? 'talking' : 'neutral'} />
      <span className={styles.mark} data-speaking={speaking ? '' : undefined}>
        <AudioLines size={12} aria-hidden="true" />
        {speaking && <span className="visually-hidden">{text.speaking}</span>}
      </span>
    </div>
  )
}
