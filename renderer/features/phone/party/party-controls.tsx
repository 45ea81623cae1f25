import type { Confirmable, Party } from '../../../../server/contract/desk.ts'
import { useText } from '../../../i18n/text.ts'
import { Button } from '../../../ui/button.tsx'
import { KeyButton } from '../../../ui/key-button.tsx'
import { firstName, partyName } from '../../../ui/names.ts'
import { controlsOf } from '../../../view/call-abilities.ts'
import styles from '../active-call.module.css'
import type { CallProps } from '../call-props.ts'

export interface PartyProps extends CallProps {
  readonly party: Party
}

/** The controls of one party. Each button is named with the party; a pending one keeps its name. */
export function PartyControls({ stage, party, actions }: PartyProps) {
  const text = useText()
  const { call, requested } = stage
  const { callId } = call
  const { partyId } = party
  const { softphone } = actions
  const controls = controlsOf(call, party)
  if (controls.length === 0) return null
  const words = text.call.party
  const who = partyName(party, text)
  const pending = call.transfer?.pending ?? requested.transfer
  const stepping = pending !== null
  const step = requested.parties[partyId] ?? null
  return (
    <div className={styles.partyControls}>
      {controls.includes('talk-to') && (
        <KeyButton
          label={words.talkTo(who)}
          shortcut="swap-parties"
          size="small"
          busy={pending === 'swap'}
          disabled={stepping && pending !== 'swap'}
          aria-label={words.talkTo(who)}
          onClick={() => softphone.endTransfer(callId, 'swap')}
        >
          {words.talkTo(firstName(party, text))}
        </KeyButton>
      )}
      {controls.includes('hold') && (
        <Switch
          what={party.hold}
          asked={step === 'hold' || step === 'resume'}
          disabled={stepping}
          words={[text.call.hold, text.call.resume]}
          name={(command) => words.named(command, who)}
          onPress={(on) =>
            on ? softphone.hold(callId, partyId) : softphone.resume(callId, partyId)
          }
        />
      )}
      {controls.includes('mute') && (
        <Switch
          what={party.mute}
          asked={step === 'mute' || step === 'unmute'}
          disabled={stepping}
          words={[text.call.mute, text.call.unmute]}
          name={(command) => words.named(command, who)}
          onPress={(on) => softphone.mute(callId, on, partyId)}
        />
      )}
      {controls.includes('remove') && (
        <Button
          size="small"
          busy={step === 'remove'}
          disabled={stepping}
          aria-label={words.named(words.remove, who)}
          onClick={() => softphone.remove(callId, partyId)}
        >
          {words.remove}
        </Button>
      )}
    </div>
  )
}

interface SwitchProps {
  readonly what: Confirmable
  readonly asked: boolean
  readonly disabled: boolean
  /** Its label while off, and while on. */
  readonly words: readonly [string, string]
  name(command: string): string
  onPress(on: boolean): void
}

/** A button that changes its label when the change is confirmed. */
function Switch({ what, asked, disabled, words, name, onPress }: SwitchProps) {
  const command = words[what.confirmed ? 1 : 0]
  return (
    <Button
      size="small"
      className={styles.switch}
      busy={asked || what.requested !== what.confirmed}
      disabled={disabled}
      aria-label={name(command)}
      onClick={() => onPress(!what.confirmed)}
    >
      {command}
    </Button>
  )
}
