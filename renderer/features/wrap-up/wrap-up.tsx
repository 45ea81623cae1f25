import { Unplug } from 'lucide-react'
import { useContext, useId, useRef, type ReactNode, type RefObject } from 'react'
import type { WrapUpSnapshot } from '../../../server/contract/desk.ts'
import type { Actions } from '../../view/actions.ts'
import type { WrapUpView } from '../../view/app-view.ts'
import { useText } from '../../i18n/text.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Banner } from '../../ui/banner.tsx'
import { classNames } from '../../ui/class-names.ts'
import field from '../../ui/field.module.css'
import { KeyButton } from '../../ui/key-button.tsx'
import { useKeys } from '../../ui/keys/use-keys.ts'
import { useFieldFocus } from '../../ui/focus/stage-focus.ts'
import { useStrayText } from '../../ui/focus/stray-text.ts'
import { TypingNotesContext } from '../../ui/focus/typing-notes.ts'
import { plainKeyOf } from '../../ui/keys/key-gate.ts'
import { StageFrame } from '../../ui/stage-frame.tsx'
import { nameOf } from '../../ui/names.ts'
import { formatDuration } from '../../ui/time/duration.ts'
import lines from '../../ui/two-lines.module.css'
import { DispositionField } from './disposition-field.tsx'
import { TimeBar } from './time-bar.tsx'
import { useDraft } from './use-draft.ts'
import styles from './wrap-up.module.css'

interface WrapUpProps {
  readonly stage: WrapUpView
  readonly actions: Actions
  readonly banners: ReactNode
  /** Notes typed during the call, which may be newer than the server's; undefined otherwise. */
  readonly typedNotes: string | undefined
  onNotes(notes: string): void
}

/** After-call work: a disposition, the notes, the time left, and Complete. */
export function WrapUp({ stage, actions, banners, typedNotes, onNotes }: WrapUpProps) {
  const text = useText()
  const id = useId()
  const { wrapUp, saving } = stage
  const who = nameOf({ name: wrapUp.customerName, number: wrapUp.customerNumber }, text)
  const work = useDraft(wrapUp, typedNotes, actions)
  const typing = useContext(TypingNotesContext)
  const disposition = useRef<HTMLInputElement>(null)
  const notes = useRef<HTMLTextAreaElement>(null)
  // An agent who was typing notes continues there; otherwise the focus is in the disposition.
  useFieldFocus(notes, () => typing.isIn(wrapUp.callId))
  useFieldFocus(disposition, () => true)
  const heading = useRef<HTMLHeadingElement>(null)
  // What is typed elsewhere searches a disposition; with one chosen, it is a note.
  const chosen = work.draft.dispositionId !== null
  useStrayText(disposition, { isFor: () => !chosen })
  useStrayText(notes, { isFor: () => chosen })

  function complete() {
    if (saving.completing) return
    if (work.complete()) typing.finish()
    else disposition.current?.focus()
  }
  const extend = () => actions.softphone.afterCallWork.extend(wrapUp.callId)
  useKeys({ complete, 'more-time': extend })

  return (
    <StageFrame
      compact
      label={text.wrapUp.title(who)}
      banners={<WrapUpBanners lost={stage.lost} who={who} others={banners} />}
      dock={
        <>
          <SavingLine saving={saving} />
          <KeyButton
            label={text.wrapUp.complete}
            shortcut="complete"
            showsKey
            variant="primary"
            busy={saving.completing}
            className={styles.complete}
            onClick={complete}
          />
        </>
      }
    >
      <div className={styles.body}>
        <WrapUpHeader wrapUp={wrapUp} who={who} heading={heading} />
        <TimeBar wrapUp={wrapUp} onExtend={extend} />
        <DispositionField
          inputRef={disposition}
          choices={wrapUp.choices}
          required={wrapUp.required}
          typed={work.typed}
          chosenId={work.draft.dispositionId}
          error={work.refusal}
          onChange={work.setDisposition}
        />
        <div className={styles.notes}>
          <label htmlFor={id} className={field.label}>
            {text.wrapUp.notes}
          </label>
          <textarea
            ref={notes}
            id={id}
            data-notes={wrapUp.callId}
            className={field.input}
            maxLength={10_000}
            value={work.draft.notes}
            onChange={(event) => {
              onNotes(event.target.value)
              work.fillIn({ notes: event.target.value })
            }}
            onKeyDown={(event) => {
              if (plainKeyOf(event.nativeEvent) === 'Escape') heading.current?.focus()
            }}
          />
        </div>
      </div>
    </StageFrame>
  )
}

interface WrapUpBannersProps extends Pick<WrapUpView, 'lost'> {
  readonly who: string
  readonly others: ReactNode
}

function WrapUpBanners({ lost, who, others }: WrapUpBannersProps) {
  const text = useText().returning
  return (
    <>
      {lost !== null && <Banner tone="hold" icon={Unplug} says={text.tooLate[lost](who)} />}
      {others}
    </>
  )
}

interface WrapUpHeaderProps {
  readonly wrapUp: WrapUpSnapshot
  readonly who: string
  readonly heading: RefObject<HTMLHeadingElement | null>
}

/** The customer, the queue, the talk time, and how the call ended. */
function WrapUpHeader({ wrapUp, who, heading }: WrapUpHeaderProps) {
  const text = useText()
  const facts = [
    wrapUp.queueName ?? text.recent.direction[wrapUp.direction],
    wrapUp.talkedSeconds > 0 ? text.wrapUp.talked(formatDuration(wrapUp.talkedSeconds)) : null,
    text.ended[wrapUp.reason],
  ].filter((fact) => fact !== null)
  return (
    <header className={styles.header}>
      <Avatar name={wrapUp.customerName} />
      <div className={lines.text}>
        <h1
          ref={heading}
          tabIndex={-1}
          className={classNames(lines.title, styles.name)}
          data-selectable
        >
          {who}
        </h1>
        <p className={lines.detail} data-tabular>
          {facts.join(' · ')}
        </p>
      </div>
    </header>
  )
}

/** Whether the draft is saved, or what went wrong. */
function SavingLine({ saving }: { saving: WrapUpView['saving'] }) {
  const text = useText()
  const failed = saving.error !== null || saving.draft === 'failed'
  return (
    <p className={failed ? styles.notSaved : styles.saved} aria-live="polite">
      {saving.completing
        ? text.wrapUp.completing
        : saving.error === null
          ? text.wrapUp.draft[saving.draft]
          : text.failures.byCode[saving.error]}
    </p>
  )
}
