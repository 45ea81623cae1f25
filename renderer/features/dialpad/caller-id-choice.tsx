import { ChevronDown } from 'lucide-react'
import { useText } from '../../i18n/text.ts'
import { ChoiceMenu } from '../../ui/overlay/choice-menu.tsx'
import { formatNumber } from '../../ui/names.ts'
import styles from './dialler.module.css'

interface CallerIdChoiceProps {
  readonly callerIds: readonly string[]
  readonly chosen: string | undefined
  onChoose(callerId: string): void
}

/** The caller ID that the customer sees. A single number is shown without a choice, none shows nothing. */
export function CallerIdChoice({ callerIds, chosen, onChoose }: CallerIdChoiceProps) {
  const text = useText()
  if (chosen === undefined) return null
  const shown = formatNumber(chosen)
  if (callerIds.length === 1) {
    return (
      <p className={styles.onlyLine} data-tabular>
        <span className="visually-hidden">{text.dialler.line}: </span>
        {shown}
      </p>
    )
  }
  return (
    <ChoiceMenu
      trigger={
        <button type="button" className={styles.line} aria-label={`${text.dialler.line}: ${shown}`}>
          <span className={styles.lineNumber} data-tabular>
            {shown}
          </span>
          <ChevronDown size={14} aria-hidden="true" />
        </button>
      }
      value={chosen}
      choices={callerIds.map((number) => ({ value: number, label: formatNumber(number) }))}
      onChoose={onChoose}
    />
  )
}
